"""How much a form may hold: what an untrusted file could overdo, and a real form might need."""

from dataclasses import dataclass

ROWS_OF_A_REPEAT = "rows"  # the attribute of an XForm's model that keeps another limit than usual


@dataclass(frozen=True, slots=True)
class Limits:
    """Rows: of one repeat, of the survey sheet, of any other sheet or attached list."""

    repeat_rows: int = 200
    survey_rows: int = 2_000
    list_rows: int = 20_000

    @property
    def list_cells(self) -> int:
        """Of one attached list."""
        return self.list_rows * 15 // 2

    def kept_in(self, xform: str) -> str:
        """The XForm with the limit that holds while it is answered."""
        if self.repeat_rows == USUAL.repeat_rows:
            return xform
        return xform.replace("<model ", f'<model {ROWS_OF_A_REPEAT}="{self.repeat_rows}" ', 1)


USUAL = Limits()
