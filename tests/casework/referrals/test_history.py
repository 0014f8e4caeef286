"""What happened, in words, newest first; Today shows what the referrer must do."""

from pathlib import Path

import pytest

from spoc_desk.casework.agenda import Section, agenda_page
from spoc_desk.casework.referrals import consents
from spoc_desk.casework.referrals.history import happened, waiting_words
from spoc_desk.clock import FixedClock
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.vault import Actor
from tests.casework.referrals.desk import ReferralDesk
from tests.factories import PASSWORD


@pytest.mark.req("R-004-26")
def test_the_referrer_keeps_the_whole_story_of_the_request(sent: ReferralDesk) -> None:
    consents.see_signed_copy(sent.vault, consent_id=sent.view().consents[0].id)
    sent.event("acknowledged", {"acknowledged_at": "2026-11-23T09:25", "acknowledged_by": "Duty worker"})
    sent.event("decision", {"mash_decision": "advice", "decided_at": "2026-11-23T09:28", "decided_by": "Duty manager"})
    told = happened(sent.view())
    words = [each.what for each in told]
    assert {"Begun", "Ready for consent", "Ready to send", "Printed", "Sent to the MASH, version 1",
            "Acknowledged by the MASH", "Decision of the MASH"} <= set(words)  # fmt: skip
    decided = next(each for each in told if each.what == "Decision of the MASH")
    assert decided.now == "Advice and information"
    assert "Duty manager" in decided.detail
    assert decided.when_words == "Mon 23 Nov 2026, 09:28"
    assert any("signed copy seen on Mon 23 Nov 2026 by Asha Brook" in each.detail for each in told)


def test_an_edit_after_printing_says_that_the_paper_is_void(ready: ReferralDesk) -> None:
    ready.to_print()
    ready.save("reason", {"impact": "More."})
    assert any(each.what.endswith("void. Version 2 begins") for each in happened(ready.view()))


def test_how_long_the_mash_has_had_it(sent: ReferralDesk, draft: ReferralDesk) -> None:
    assert waiting_words(draft.view()) == ""
    assert waiting_words(sent.view()) == "sent today"
    sent.clock.advance(days=3)
    assert waiting_words(sent.view()) == "sent 3 days ago"


def test_today_says_whom_to_chase_and_opens_the_referral(sent: ReferralDesk) -> None:
    sent.clock.advance(days=2)
    late = agenda_page(sent.vault, section=Section.LATE).rows
    assert [(row.what, row.who, row.case_ref) for row in late] == [
        ("Chase the MASH: acknowledgement", "you", sent.referral.referral_ref)
    ]
    assert late[0].place.startswith(f"referral/{sent.id}")
    assert late[0].words == "1 working day late, was due Tue 24 Nov 2026"


def test_today_says_that_feedback_is_waited_for_without_a_made_up_number(sent: ReferralDesk) -> None:
    sent.event("decision", {"mash_decision": "nfa", "decided_at": "2026-11-23T09:28", "decided_by": "Duty manager"})
    sent.clock.advance(days=4)
    waiting = agenda_page(sent.vault, section=Section.UNDATED).rows
    assert [(row.what, row.words) for row in waiting] == [
        ("Chase the MASH: what came of it", "4 days since the MASH decided (no limit is set)")
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
