"""Whether chat suits a form."""

from forms.upload.suited import suited
from tests.forms.test_upload import read


def test_a_long_list_is_worth_saying_and_no_reason_against_chat() -> None:
    choices = "| choices | | | |\n| | list_name | name | label |\n" + "".join(
        f"| | l | c{n} | C{n} |\n" for n in range(80)
    )

    found = suited(read("select_one l; q", choices=choices).form)

    assert (found.fits, [reason.code for reason in found.reasons]) == (True, ["suit_long_list"])
