"""Birthdays of a referral's children stand on Today: 15, 16 and 18, from sixty days before, while it is open (D-32)."""

from datetime import date, timedelta

import pytest

from spoc_desk.casework.agenda import Section, agenda_page, today
from spoc_desk.casework.agenda_line import AgendaRow
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.referrals import rows
from spoc_desk.casework.referrals.lists import list_referrals
from spoc_desk.domain.referrals import CHILD
from spoc_desk.vault.records.stores import CLOCKS
from spoc_desk.vault.vault import Actor
from tests.casework.referrals.desk import CHILD_ANSWERS, ReferralDesk
from tests.casework.referrals.test_lists import referrer_at

TODAY = date(2026, 11, 23)


def turning(desk: ReferralDesk, years: int, *, in_days: int) -> str:
    """Enter a child who turns *years* in so many days, and return the row."""
    on = TODAY + timedelta(days=in_days)
    return desk.row(CHILD, {**CHILD_ANSWERS, "date_of_birth": on.replace(year=on.year - years).isoformat()})


def lines(desk: ReferralDesk, section: Section) -> list[AgendaRow]:
    return [row for row in agenda_page(desk.vault, section=section).rows if row.what.startswith("A child")]


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (15, "A child turns 15: from now on the young person is asked too"),
        (16, "A child turns 16: presumed able to decide from now on"),
        (18, "A child turns 18: no longer a child from now on"),
    ],
)
def test_a_birthday_in_these_days_is_due_and_opens_the_young_persons_own_consent(
    draft: ReferralDesk, years: int, words: str
) -> None:
    turning(draft, years, in_days=3)
    (line,) = lines(draft, Section.DUE_SOON)
    assert (line.what, line.who, line.case_ref) == (words, "you", draft.referral.referral_ref)
    assert line.place == f"referral/{draft.id}/young_person"
    assert line.due_on == TODAY + timedelta(days=3)


@pytest.mark.parametrize(("in_days", "shown"), [(60, 1), (61, 0)])
def test_it_is_announced_from_sixty_days_before(draft: ReferralDesk, in_days: int, shown: int) -> None:
    before = today(draft.vault).counts.undated
    turning(draft, 15, in_days=in_days)
    assert len(lines(draft, Section.UNDATED)) == shown
    assert today(draft.vault).counts.undated == before + shown
    assert lines(draft, Section.DUE_SOON) == []


def test_the_next_of_several_children_stands_there(draft: ReferralDesk) -> None:
    turning(draft, 18, in_days=40)
    turning(draft, 16, in_days=20)
    (line,) = lines(draft, Section.UNDATED)
    assert line.what.startswith("A child turns 16")


def test_a_corrected_date_moves_it_and_a_child_taken_out_ends_it(draft: ReferralDesk) -> None:
    row = turning(draft, 15, in_days=20)
    moved = (TODAY + timedelta(days=30)).replace(year=TODAY.year - 15).isoformat()
    draft.row(CHILD, {**CHILD_ANSWERS, "date_of_birth": moved}, row)
    (line,) = lines(draft, Section.UNDATED)
    assert line.due_on == TODAY + timedelta(days=30)
    rows.remove_row(draft.vault, row_id=row)
    assert lines(draft, Section.UNDATED) == []
    rows.restore_row(draft.vault, row_id=row)
    assert len(lines(draft, Section.UNDATED)) == 1


def test_after_the_day_the_next_thing_that_happens_leads_to_the_next_birthday(draft: ReferralDesk) -> None:
    turning(draft, 15, in_days=20)
    draft.clock.advance(days=21)
    assert len(lines(draft, Section.LATE)) == 1
    draft.event("danger", {"note": "999 called"})
    assert lines(draft, Section.LATE) == []
    running = CLOCKS.find(draft.vault, "rule = 'D-32' AND running = 1")
    assert [clock.due_on for clock in running] == [date(2027, 12, 13)]


def test_a_referral_put_away_has_no_birthdays(draft: ReferralDesk) -> None:
    turning(draft, 15, in_days=20)
    draft.event("archived")
    assert lines(draft, Section.UNDATED) == []


def test_a_closed_one_has_none_either(sent: ReferralDesk) -> None:
    assert CLOCKS.find(sent.vault, "rule = 'D-32' AND running = 1") != []
    sent.event("decision", {"mash_decision": "nfa", "decided_at": "2026-11-23T09:28", "decided_by": "Duty manager"})
    sent.event("feedback", {"feedback_given": "yes", "feedback_on": "2026-11-23", "feedback_from": "MASH"})
    sent.event("closed")
    assert CLOCKS.find(sent.vault, "rule = 'D-32' AND running = 1") == []


def test_a_referrer_sees_them_and_who_sees_no_referrals_does_not(draft: ReferralDesk) -> None:
    turning(draft, 15, in_days=3)
    turning(draft, 16, in_days=40)
    folder, clock = draft.vault.folder, draft.clock
    draft.vault.close()
    vault = referrer_at(folder, clock)
    settle(vault)
    desk = ReferralDesk(vault, clock, draft.id)
    assert len(lines(desk, Section.DUE_SOON)) == 1
    vault.actor = Actor(vault.actor.user_id, vault.actor.name, frozenset({"administrator"}))
    settle(vault)
    assert all(lines(desk, section) == [] for section in Section)
    assert today(vault).counts.due_soon == 0
    vault.close()


def test_it_is_no_step_of_the_referral_and_not_what_comes_next_in_the_list(draft: ReferralDesk) -> None:
    turning(draft, 15, in_days=3)
    assert list_referrals(draft.vault).rows[0].due_rule == ""
    assert [clock.rule for clock in draft.view().clocks if clock.rule == "D-32"] == []
