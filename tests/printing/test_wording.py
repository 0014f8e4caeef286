import pytest

from spoc_desk.errors import BadAnswer
from spoc_desk.printing.wording import fill


def test_gaps_are_filled_and_what_fills_them_is_not_read_again():
    assert fill("Ask {la_spoc}.", la_spoc="{dcs_office}, 07700 900123") == "Ask {dcs_office}, 07700 900123."


def test_an_unknown_gap_is_refused_by_name():
    with pytest.raises(BadAnswer, match=r"\{town\}.*\{la_spoc\}"):
        fill("Ask {town}.", la_spoc="A. Example")
