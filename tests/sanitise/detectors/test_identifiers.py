"""Each identifier is found from its first to its last character, however written; what only looks like one is not."""

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Mode, Severity
from spoc_desk.sanitise.scan import scan
from tests.sanitise.detectors.forms import HARD_NEGATIVES, TRUE_FORMS

FORMS = [(channel, text) for channel, texts in TRUE_FORMS.items() for text in texts if "«" in text]
ALWAYS_LOW = ("collar-number", "linkage-id", "account-ref", "soft-clue")


def split(marked: str) -> tuple[str, str]:
    """Return the text without its marks, and what stood between them."""
    before, _, rest = marked.partition("«")
    inside, _, after = rest.partition("»")
    return before + inside + after, inside


@pytest.mark.parametrize(("channel", "marked"), FORMS)
def test_the_whole_identifier_is_found_and_no_more(luton: OwnArea, channel: str, marked: str) -> None:
    text, inside = split(marked)
    found = {(one.channel, text[one.start : one.end]) for one in scan(text, luton, Mode.LOCAL)}
    assert (channel, inside) in found, found


@pytest.mark.parametrize(("channel", "marked"), FORMS)
def test_it_is_found_at_the_start_at_the_end_and_in_a_cell(luton: OwnArea, channel: str, marked: str) -> None:
    text, _ = split(marked)
    for around in ("{}", "Row 1\t{}\tnil\n", "Note.\n\n{}\n\nEnd of note."):
        channels = {one.channel for one in scan(around.format(text), luton, Mode.LOCAL)}
        assert channel in channels, around


@pytest.mark.parametrize("text", HARD_NEGATIVES)
def test_what_only_looks_like_an_identifier_is_left_alone(luton: OwnArea, text: str) -> None:
    found = [
        (one.channel, text[one.start : one.end]) for one in scan(text, luton, Mode.LOCAL) if one.channel in TRUE_FORMS
    ]
    assert found == []


@pytest.mark.parametrize("channel", ALWAYS_LOW)
def test_numbers_that_only_link_never_block(luton: OwnArea, channel: str) -> None:
    for marked in TRUE_FORMS[channel]:
        text, _ = split(marked)
        severities = {one.severity for one in scan(text, luton, Mode.OUT) if one.channel == channel}
        assert severities == {Severity.LOW}


OWN = [
    "LU1 2AB", "in LU4", "01582 547653/4", "UPN B821200005001", "821/2345 school", "EH821/23/00123",
    "12 Foxglove Road, Luton", "Rose Cottage\nMill Lane\nLU1 2AB", "Lives at 12 Foxglove Road, LU2 7AA",
    "mash@luton.gov.uk", "https://luton.sharepoint.com/x",
]  # fmt: skip


@pytest.mark.parametrize("text", OWN)
def test_identifiers_of_our_own_area_are_allowed_in_our_records_and_block_on_the_way_out(
    luton: OwnArea, text: str
) -> None:
    assert [text[one.start : one.end] for one in scan(text, luton, Mode.LOCAL)] == []
    assert scan(text, luton, Mode.OUT) != ()


@pytest.mark.parametrize("text", ["LUI 2AB", "LU1 ***", "821/2345 383/2345 school", "100051234567"])
def test_what_cannot_be_read_for_sure_is_never_cleared(luton: OwnArea, text: str) -> None:
    assert scan(text.replace("LU1 ***", "LS1 ***"), luton, Mode.LOCAL) != ()
