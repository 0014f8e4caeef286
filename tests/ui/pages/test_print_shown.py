"""What each kind of print shows, and where the way back leads: a place of the window, the one it came from."""

import pytest

from spoc_desk.domain.prints import PrintKind
from spoc_desk_ui.desk import PLACES
from spoc_desk_ui.place_strings import split_place
from spoc_desk_ui.printing.blank import DISPUTES, RELAY, REVIEWED
from spoc_desk_ui.printing.record_print import RecordPrint
from spoc_desk_ui.printing.referral_print import BLANK_PAPERS
from spoc_desk_ui.printing.shown import shown

_NAMES = {place.name for place in PLACES}


@pytest.mark.parametrize("kind", list(PrintKind))
@pytest.mark.parametrize("of", ["c-1", ""])
def test_every_paper_leads_back_to_a_place(kind: PrintKind, of: str) -> None:
    made = shown({"kind": kind.value, "case_id": of or "-", "record_ids": "r-1"})
    assert split_place(made.place)[0] in _NAMES
    assert bool(made.back) == (made.place != "today")
    assert not made.others


@pytest.mark.parametrize(
    ("ids", "place"),
    [
        ({"kind": "meeting-record", "case_id": "c-1", "record_ids": "m-1"}, "case/c-1"),
        ({"kind": "referral-consent", "case_id": "r-1"}, "referral/r-1"),
        ({"kind": "relay-message", "case_id": "n-1", "record_ids": "m-1"}, "relay_notification/n-1"),
        ({"kind": "figures", "record_ids": "2026"}, "figures/2026"),
        ({"kind": "review-request", "record_ids": "v-1,q-2"}, "case_review/v-1"),
        ({"kind": "breach-sheet", "case_id": "c-1", "record_ids": "k-1"}, "concern/k-1"),
        ({"kind": "consultation-log", "case_id": "-"}, "partnership/consultations"),
        ({"kind": "escalation", "case_id": "-", "record_ids": "e-1"}, "escalation/e-1"),
        ({"kind": "who-looked", "case_id": "c-1"}, "case/c-1/history/looks"),
        ({"kind": "who-looked", "case_id": "-", "record_ids": "week"}, "settings/looks"),
        ({"kind": "handover-sheet", "record_ids": "h-1"}, "handover/h-1"),
        ({"form": "meeting", "case_id": "c-1"}, "case/c-1"),
        ({"form": "meeting"}, "today"),
    ],
)
def test_the_way_back_is_the_record_it_came_from(ids: dict[str, str], place: str) -> None:
    assert shown(ids).place == place


def test_no_case_is_not_a_case_of_that_name() -> None:
    source = shown({"kind": "desk-card", "case_id": "-"}).source
    assert isinstance(source, RecordPrint)
    assert source.case_id == ""


@pytest.mark.parametrize("papers", [BLANK_PAPERS, RELAY.called, DISPUTES.called, REVIEWED.called])
def test_each_blank_paper_offers_the_others_of_its_kind(papers: dict[str, str]) -> None:
    for form in papers:
        made = shown({"form": form})
        assert made.others == papers
        assert split_place(made.place)[0] in _NAMES
