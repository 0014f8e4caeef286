import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.printing.naming import file_name

DAY = date(2026, 11, 23)


def test_a_numbered_copy_is_named_for_kind_case_and_copy():
    assert file_name("pass-on-slip", "quiet harbour 4821", 12, DAY) == "pass-on-slip-quiet-harbour-4821-copy-12.pdf"


def test_an_unnumbered_one_carries_its_day():
    assert file_name("Meeting record", "quiet harbour 4821", None, DAY) == (
        "meeting-record-quiet-harbour-4821-2026-11-23.pdf"
    )
    assert file_name("Practitioner card", "", None, DAY) == "practitioner-card-2026-11-23.pdf"


@given(st.text(), st.text(), st.none() | st.integers(1, 10**6))
def test_a_name_is_safe_on_every_file_system(kind, reference, copy_no):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.pdf", file_name(kind, reference, copy_no, DAY))
