"""Only true heads are set as heads: in doubt a first row is a row like the others."""

import pytest

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.readers.unit import Shape, Unit
from spoc_desk.sanitise.review.again import what_is_left
from spoc_desk.sanitise.review.table_heads import has_heads
from tests.sanitise.review.documents import Document, Producer, review_of, scanned


@pytest.mark.parametrize(
    "rows",
    [
        ("Name|Role", "Ann|mother", "Bob|father"),
        ("Date|What happened|Who was told", "3/4/2024|a call|nobody"),
        ("|Monday|Tuesday", "am|1|2", "pm|3|4"),
        ("Pupil|School|Year", "Ann|Hillside|4"),
        ("Half term|Present", "autumn|94%", "spring|90%"),
        ("Child's full name|Date of birth", "Ann Lee|1/2/2015"),
    ],
)
def test_heads_are_known(rows: tuple[str, ...]) -> None:
    assert has_heads("\n".join(rows).replace("|", "\t"))


@pytest.mark.parametrize(
    "rows",
    [
        ("From|Ann Lee", "To|Bob Day", "Subject|the move"),
        ("Name|Ann Lee", "Date of birth|1 May 2015", "School|Hillside"),
        ("Name:|Ann Lee", "Known as:|Annie"),
        ("Ann|Hillside", "Bob|Moorside"),
        ("Ann Lee|12/03/2015|Hillside", "Bob Lee|14/05/2017|Hillside"),
        ("Family record",),
        ("Family record", "Name|Role", "Ann|mother"),
        ("ann@example.org|Ann", "bob@example.org|Bob"),
    ],
)
def test_data_is_no_head(rows: tuple[str, ...]) -> None:
    assert not has_heads("\n".join(rows).replace("|", "\t"))


def test_the_heading_of_a_mail_has_none_and_a_long_table_keeps_what_its_beginning_had() -> None:
    texts = [
        Unit("Subject\tDate\nx\t1", "mail-heading", shown=True, shape=Shape.TABLE),
        Unit("Name\tRole\nAnn\tmother", "docx-table", shown=True, shape=Shape.TABLE),
        Unit("Name\tRole\nBob\t@", "docx-table", shown=True, shape=Shape.TABLE, heads_repeated=True),
        Unit("Ann\tHillside\nBob\tMoorside", "docx-table", shown=True, shape=Shape.TABLE),
        Unit("Ann\tHillside\nName\tRole", "docx-table", shown=True, shape=Shape.TABLE, heads_repeated=True),
    ]
    document = Document(tuple(scanned(unit, Mode.OUT) for unit in texts), (), (), (), (), Producer.RETYPE)
    left = [each.passage for each in what_is_left(review_of(document))]
    assert [each.heads for each in left] == [False, True, True, False, False]
    assert [each.goes_on for each in left] == [False, False, True, False, True]
