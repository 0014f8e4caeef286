"""The history of a case, newest first, by alias; the audit trail."""

import pytest

from spoc_desk.casework.concerns import raise_concern
from spoc_desk.casework.exchange import record_hand
from spoc_desk.casework.flags import place_flags, remove_flags, request_flags
from spoc_desk.casework.history import HistoryKind, audit_trail, chronology
from spoc_desk.casework.history_words import ENTRIES
from spoc_desk.casework.prints import mark_destroyed, prepare
from spoc_desk.casework.queries import answer_query, record_query
from spoc_desk.casework.routes_to_stop import save_route
from spoc_desk.vault.records.history_rows import KINDS
from tests.casework.desk import Desk
from tests.casework.own_copy import issue
from tests.casework.story import Story


def test_every_kind_of_entry_has_its_words() -> None:
    assert set(KINDS) == set(ENTRIES)


@pytest.mark.req("R-003-31")
def test_the_history_tells_everything_in_one_line_newest_first(arrival: Desk) -> None:
    item_id = arrival.item("school")
    record_hand(arrival.vault, item_id=item_id, hand="A2", answers={"happened_on": "2026-11-02"})
    record_hand(arrival.vault, item_id=item_id, hand="A3", answers={"happened_on": "2026-11-16", "chased": "no"})
    arrival.decision(decided_on="2026-11-17")
    flags = request_flags(arrival.vault, member_ids=[arrival.mother], systems=["gp"]).change.ids
    place_flags(arrival.vault, flag_ids=flags, confirmed_by="Record owner")
    remove_flags(arrival.vault, flag_ids=flags, reason="error")
    query = record_query(
        arrival.vault, case_id=arrival.case_id,
        answers={"method": "phone", "asked_by": arrival.health, "via_flag": "no", "question": "Which?",
                 "direct_contact_attempted": "no", "received_on": "2026-11-18"},
    ).change.ids[0]  # fmt: skip
    answer_query(arrival.vault, query_id=query, answer="This one.")
    save_route(
        arrival.vault, case_id=arrival.case_id, route="gp",
        answers={"applies": "yes", "owner": "GP practice", "told_on": "2026-11-19", "confirmed_on": "2026-11-20"},
    )  # fmt: skip
    copy = issue(arrival.vault, prepare(arrival.vault, kind="exchange-register", case_id=arrival.case_id)).copy
    mark_destroyed(arrival.vault, print_id=copy.id)
    raise_concern(
        arrival.vault, case_id=arrival.case_id,
        answers={"kind": "self", "what_happened": "A photo.", "who_is_at_risk": ("family",)},
    )  # fmt: skip
    entries = chronology(arrival.vault, arrival.case_id).entries
    assert [entry.day for entry in entries] == sorted((entry.day for entry in entries), reverse=True)
    told = {entry.what for entry in entries}
    assert told >= {
        "Requested from the UKPPS SPOC: School record, including the safeguarding file, Child A",
        "Acknowledged by the UKPPS SPOC: School record, including the safeguarding file, Child A",
        "Information-sharing decision: share",
        "Flag asked for: Adult 1, GP",
        "Flag placed: Adult 1, GP",
        "Flag taken off: Adult 1, GP, placed in error",
        "Question of Health visiting team",
        "Question of Health visiting team: answered by the LA SPOC",
        "GP record and NHS demographics: owner told to stop",
        "GP record and NHS demographics: confirmed stopped",
        "Printed: exchange register, copy 1, PDF file",
        "Copy 1 destroyed: exchange register",
        "Security concern: the family may be compromising its own security",
        "LA SPOC named: Jordan Field",
        "UKPPS SPOC named: UKPPS SPOC",
        "Child A added",
    }


def test_a_filter_shows_only_its_kinds_and_pages(arrival: Desk) -> None:
    item_id = arrival.item("school")
    for hand, answers in (("A2", {}), ("A3", {}), ("A4", {"method": "paper"})):
        record_hand(arrival.vault, item_id=item_id, hand=hand, answers=answers)
    page = chronology(arrival.vault, arrival.case_id, kinds=[HistoryKind.EXCHANGE], limit=2)
    assert (len(page.entries), page.more) == (2, True)
    assert {entry.kind for entry in page.entries} == {HistoryKind.EXCHANGE}
    assert page.entries[0].what.startswith("Sanitised copy received")
    assert page.entries[0].place == f"case/{arrival.case_id}/exchange/{item_id}"
    rest = chronology(arrival.vault, arrival.case_id, kinds=["Exchange"], offset=2, limit=2)
    assert (len(rest.entries), rest.more) == (1, False)


def test_the_audit_trail_says_who_did_what_and_never_what_it_says(arrival: Desk) -> None:
    item_id = arrival.item("school")
    record_hand(arrival.vault, item_id=item_id, hand="A2", answers={"note": "Very private words"})
    lines = audit_trail(arrival.vault, record_id=item_id).lines
    assert [(line.act, line.who, line.table, line.version) for line in lines] == [
        ("recorded a hand", "Asha Brook", "exchange_items", 2),
        ("laid out a desk", "Asha Brook", "exchange_items", 1),
    ]
    page = audit_trail(arrival.vault, limit=3)
    assert page.more
    assert "private" not in repr(audit_trail(arrival.vault, limit=500))


def test_a_move_says_where_the_case_is_only_where_it_went_back(story: Story) -> None:
    story.up_to_exchange()
    story.move("hold", note="UKPPS asked us to wait.")
    story.move("resume", note="Go on.", second_person="D. Hill", second_role="dcs_office")
    told = [entry.what for entry in chronology(story.vault, story.case_id, kinds=[HistoryKind.CASE]).entries]
    assert told[:3] == ["Resumed on UKPPS advice, now “Exchange active”", "Put on hold", "Exchange opened"]


def test_what_a_decision_is_about_and_why_is_for_the_desk_only(departure: Desk) -> None:
    item_id = departure.item("school")
    for hand, answers in (
        ("D1a", {}), ("D2", {"service": departure.school}), ("D3", {"method": "paper"}),
        ("DC", {"third_party_checked": "yes"}),
    ):  # fmt: skip
        record_hand(departure.vault, item_id=item_id, hand=hand, answers=answers)
    departure.decision()
    entries = {entry.what: entry.detail for entry in chronology(departure.vault, departure.case_id).entries}
    assert entries["Information-sharing decision: share"] == "School record: Needed for support"
    about = "School record, including the safeguarding file, Child A"
    assert f"Checked for other people's information, clean: {about}" in entries
