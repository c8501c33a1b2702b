"""Rows taken out: what the paths of the rows after them are called then."""

from forms.filling.rows import moved


def test_a_path_moves_up_with_each_row_that_is_taken_out_before_it_and_goes_with_its_own() -> None:
    gone = ["/f/site[1]", "/f/site[2]"]  # the first, then what was the third

    assert moved("/f/site[4]/name", gone) == "/f/site[2]/name"
    assert moved("/f/site[2]/photo", gone) == "/f/site[1]/photo"
    assert moved("/f/site[3]/name", gone) is None
    assert moved("/f/site[1]/name", gone) is None
    assert moved("/f/site[3]/name", gone[2:]) == "/f/site[3]/name"
    assert moved("/f/teams", gone) == "/f/teams"
