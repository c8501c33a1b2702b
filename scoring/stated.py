"""What is stated in a programme file: read once, never changed, unknown keys refused. Pure."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from thai.graphemes import length

SHORT_NAME_LETTERS = 20  # a short name stands on buttons and in columns


class Stated(BaseModel):
    """A part of a programme file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Stated):
    """One thing said in Thai and in English."""

    th: str
    en: str


def _fits_a_card(text: str) -> str:
    if length(text) > SHORT_NAME_LETTERS:
        raise ValueError(
            f"ยาว {length(text)} ตัวอักษร ต้องไม่เกิน {SHORT_NAME_LETTERS} ตัวอักษรเพื่อให้พอดีกับการ์ด"
        )
    return text


Code = Annotated[str, Field(min_length=1, pattern=r"^\S+$")]
Expression = Annotated[str, Field(min_length=1)]  # in the XPath of forms
CardText = Annotated[str, Field(min_length=1), AfterValidator(_fits_a_card)]
