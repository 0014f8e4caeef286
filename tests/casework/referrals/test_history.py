"""What happened stays on record; Today shows what the referrer must do; a relocation names its referrals."""

from pathlib import Path

import pytest

from spoc_desk.casework.agenda import Section, agenda_page
from spoc_desk.casework.cases import record_notification
from spoc_desk.casework.history import HistoryKind, chronology
from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referrals import ReferralEvent, ReferralState
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.records.stores import REFERRALS
from spoc_desk.vault.vault import Actor, Vault
from tests.casework.referrals.desk import BEFORE, ReferralDesk, said
from tests.factories import PASSWORD

NOTIFIED = {"direction": "arrival", "subject_kind": "family", "ukpps_notified_on": "2026-11-20", "notified_to": "dcs"}


@pytest.mark.req("R-004-26")
def test_the_referrer_keeps_the_whole_story_of_the_request(sent: ReferralDesk) -> None:
    sent.event("acknowledged", {"acknowledged_at": "2026-11-23T09:25", "acknowledged_by": "Duty worker"})
    sent.event("decision", {"mash_decision": "advice", "decided_at": "2026-11-23T09:28", "decided_by": "Manager"})
    told = sent.view().events
    assert [event.event.value for event in told] == [
        "started", "ready_for_consent", "ready_to_send", "printed", "sent", "acknowledged", "decision",
    ]  # fmt: skip
    assert {event.done_by for event in told} == {"Asha Brook"}
    assert told[-1].happened_at == "2026-11-23T09:28:00Z"
    assert (told[-1].from_state, told[-1].to_state) == (ReferralState.ACKNOWLEDGED, ReferralState.ADVICE)
    assert said(told[-1], "decided_by") == "Manager"


def test_an_edit_after_printing_is_part_of_the_story(ready: ReferralDesk) -> None:
    ready.to_print()
    ready.save("reason", {"impact": "More."})
    last = ready.view().events[-1]
    assert (last.event, said(last, "version")) == (ReferralEvent.EDITED, "2")


def test_the_history_of_a_relocation_names_the_referrals_begun_from_it(vault: Vault, clock: FixedClock) -> None:
    case_id = record_notification(vault, answers=NOTIFIED).change.case_id
    assert case_id is not None
    done = start_referral(vault, answers=BEFORE, case_id=case_id).record
    assert done is not None
    entries = chronology(vault, case_id, kinds=[HistoryKind.REFERRAL]).entries
    ref = REFERRALS.get(vault, done.id).referral_ref
    assert [(entry.what, entry.place) for entry in entries] == [(f"Referral {ref} begun", f"referral/{done.id}")]


def test_today_says_whom_to_chase_and_opens_the_referral(sent: ReferralDesk) -> None:
    sent.clock.advance(days=2)
    late = agenda_page(sent.vault, section=Section.LATE).rows
    assert [(row.what, row.who, row.case_ref) for row in late] == [
        ("Chase the MASH for its acknowledgement", "you", sent.referral.referral_ref)
    ]
    assert late[0].place.startswith(f"referral/{sent.id}")
    assert late[0].words == "1 working day late, was due Tue 24 Nov 2026"


def test_today_says_that_feedback_is_waited_for_without_a_made_up_number(sent: ReferralDesk) -> None:
    sent.event("decision", {"mash_decision": "nfa", "decided_at": "2026-11-23T09:28", "decided_by": "Duty manager"})
    sent.clock.advance(days=4)
    waiting = agenda_page(sent.vault, section=Section.UNDATED).rows
    assert [(row.what, row.words) for row in waiting] == [
        ("Chase the MASH for what came of it", "4 days since the MASH decided (no limit is set)")
    ]


def test_what_social_care_does_is_not_the_referrers_to_do(sent: ReferralDesk) -> None:
    sent.event("decision", {"mash_decision": "accepted", "decided_at": "2026-11-23T09:28", "decided_by": "Manager"})
    sent.clock.advance(days=66)
    soon = agenda_page(sent.vault, section=Section.DUE_SOON).rows
    assert [(row.what, row.who) for row in soon] == [("Assessment ends", "Children's social care")]


def test_a_referrer_has_the_same_lines_on_today(sent: ReferralDesk, clock: FixedClock, tmp_path: Path) -> None:
    sent.clock.advance(days=2)
    lines = agenda_page(sent.vault, section=Section.LATE).rows
    folder = sent.vault.folder
    sent.vault.close()
    vault = open_vault(folder, PASSWORD, clock=clock)
    vault.actor = Actor(vault.actor.user_id, vault.actor.name, frozenset({"referrer"}))
    assert agenda_page(vault, section=Section.LATE).rows == lines
    vault.close()
