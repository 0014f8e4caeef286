"""Requests for records: their time to answer, nothing told, nothing out without advice, a look and a decision."""

from datetime import date

import pytest

from spoc_desk.casework import access_requests as requests
from spoc_desk.casework.keeping.review import list_retention
from spoc_desk.casework.partnership.access import count_of, page_of, sheet_of
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.prints import prepare
from spoc_desk.casework.sharing import decide_whole
from spoc_desk.domain.access_requests import AccessRequest
from spoc_desk.domain.retention import RecordKind
from spoc_desk.errors import BadAnswer, LeakFound, NotYet
from spoc_desk.vault.records.stores import ACCESS_REQUESTS, CLOCKS
from tests.casework.desk import Desk
from tests.casework.own_copy import issue
from tests.casework.partnership.test_decisions import WHOLE
from tests.printing.conftest import in_one_line as text_of

ASKED = {"kind": "subject_access", "received_on": "2026-11-20", "asked_by": "A parent", "wanted": "Their own record"}


def recorded(desk: Desk, **changes: str) -> AccessRequest:
    done = requests.record_request(desk.vault, answers={**ASKED, **changes})
    return ACCESS_REQUESTS.get(desk.vault, done.change.ids[0])


def due(desk: Desk, one: AccessRequest) -> tuple[str, date | None]:
    running = CLOCKS.find(desk.vault, "subject_id = ? AND running = 1", (one.id,))
    assert len(running) == 1
    return running[0].rule, running[0].due_on


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("D-38", date(2026, 12, 20))),
        ({"received_on": "2026-10-31"}, ("D-38", date(2026, 11, 30))),
        ({"kind": "foi"}, ("D-39", date(2026, 12, 18))),
        ({"kind": "court", "ordered_by": "2026-12-02"}, ("D-40", date(2026, 12, 2))),
        ({"kind": "police"}, ("D-40", None)),
    ],
)
def test_the_time_to_answer_follows_from_the_kind(
    shared: Desk, changes: dict[str, str], expected: tuple[str, date | None]
) -> None:
    assert due(shared, recorded(shared, **changes)) == expected


def test_two_more_months_are_told_within_the_first(shared: Desk) -> None:
    one = recorded(shared)
    told = {"extended_on": "2026-11-23", "extended_reason": "Many records."}
    with pytest.raises(BadAnswer):
        requests.extend(shared.vault, request_id=one.id, answers={"extended_on": "2026-11-23"})
    requests.extend(shared.vault, request_id=one.id, answers=told)
    assert due(shared, one) == ("D-38", date(2027, 2, 20))
    late = recorded(shared, received_on="2026-10-01")
    with pytest.raises(NotYet, match="first month"):
        requests.extend(shared.vault, request_id=late.id, answers=told)
    with pytest.raises(NotYet, match="about themselves"):
        requests.extend(shared.vault, request_id=recorded(shared, kind="foi").id, answers=told)


def test_a_changed_kind_changes_its_clock(shared: Desk) -> None:
    one = recorded(shared)
    requests.edit_request(shared.vault, request_id=one.id, answers={**ASKED, "kind": "foi"}, version=one.version)
    assert due(shared, one)[0] == "D-39"


def test_nothing_goes_out_without_advice_identity_a_look_and_a_decision(shared: Desk) -> None:
    one = recorded(shared)
    answer = {"answer": "part", "method": "paper", "rationale": "UKPPS advised."}
    with pytest.raises(NotYet, match="advice"):
        requests.answer_request(shared.vault, request_id=one.id, answers=answer)
    advice = {"advice_of": "legal", "advice_on": "2026-11-23", "advice_summary": "Leave out others."}
    requests.record_advice(shared.vault, request_id=one.id, answers=advice)
    with pytest.raises(NotYet, match="who asks"):
        requests.answer_request(shared.vault, request_id=one.id, answers=answer)
    version = ACCESS_REQUESTS.get(shared.vault, one.id).version
    checked = {"identity_checked_on": "2026-11-23", "identity_how": "Papers were seen."}
    requests.edit_request(shared.vault, request_id=one.id, answers=checked, version=version)
    with pytest.raises(NotYet, match="Look through"):
        requests.answer_request(shared.vault, request_id=one.id, answers=answer)
    done = requests.look_through(shared.vault, request_id=one.id, text="She came from Scunthorpe.")
    assert done.leaks
    with pytest.raises(NotYet, match="may show an area"):
        requests.answer_request(shared.vault, request_id=one.id, answers=answer)
    requests.look_through(shared.vault, request_id=one.id, text="She likes drawing.")
    with pytest.raises(NotYet, match="why it is shared"):
        requests.answer_request(shared.vault, request_id=one.id, answers=answer)
    decide_whole(shared.vault, answers=WHOLE, request_id=one.id)
    requests.answer_request(shared.vault, request_id=one.id, answers=answer)
    after = ACCESS_REQUESTS.get(shared.vault, one.id)
    assert after.answered_on == date(2026, 11, 23)
    assert not CLOCKS.find(shared.vault, "subject_id = ? AND running = 1", (one.id,))
    everything = shared.vault.own_rows("SELECT content FROM row_history WHERE row_id = ?", (one.id,))
    assert not [row for row in everything if "drawing" in str(row[0]) or "Scunthorpe" in str(row[0])]
    with pytest.raises(NotYet, match="was answered"):
        requests.record_advice(shared.vault, request_id=one.id, answers=advice)
    kinds = {
        row.record.record_id
        for row in list_retention(shared.vault).rows
        if row.record.kind is RecordKind.ACCESS_REQUEST
    }
    assert one.id in kinds


@pytest.mark.req("R-001-07")
def test_neither_confirm_nor_deny_needs_reasons_and_has_its_reply_on_paper(shared: Desk) -> None:
    one = recorded(shared, kind="foi")
    with pytest.raises(BadAnswer, match="reasons"):
        requests.answer_request(shared.vault, request_id=one.id, answers={"answer": "neither"})
    printed = issue(shared.vault, prepare(shared.vault, kind="access-reply", record_ids=(one.id,)))
    words = text_of(printed.pdf)
    assert "neither confirm nor deny" in words
    assert one.request_ref in words
    assert printed.copy.record_id == one.id
    whole = text_of(issue(shared.vault, prepare(shared.vault, kind="access-request", record_ids=(one.id,))).pdf)
    assert "Their own record" in whole
    requests.answer_request(
        shared.vault, request_id=one.id, answers={"answer": "neither", "rationale": "Even a no would tell."}
    )
    assert sheet_of(shared.vault, one.id).state == "Answered: Neither confirmed nor denied"


def test_a_place_in_a_request_stops_its_paper(shared: Desk) -> None:
    one = recorded(shared, asked_by="The court at Scunthorpe")
    with pytest.raises(LeakFound):
        issue(shared.vault, prepare(shared.vault, kind="access-request", record_ids=(one.id,)))


def test_the_list_finds_what_is_open_by_reference_and_kind(shared: Desk) -> None:
    one = recorded(shared, kind="court")
    assert page_of(shared.vault, Asked(limit=200)).total == count_of(shared.vault)
    found = page_of(shared.vault, Asked({"reference": one.request_ref, "kind": "court"})).rows
    assert [line.id for line in found] == [one.id]
    with pytest.raises(BadAnswer, match="its own button"):
        recorded(shared, answer="refused")
