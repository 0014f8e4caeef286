"""A stopped referral goes on when the office says so, for the people it was asked about, and no further."""

from pathlib import Path

import pytest

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.referrals.rows import save_row
from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.casework.restricted.releases import is_released, people_of, recent_releases, release, stop_of
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referrals import Referral
from spoc_desk.errors import Incomplete, LeakFound, NotYet
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.records.stores import REFERRAL_EVENTS, REFERRALS
from tests.casework.story import Story, stored
from tests.factories import make_vault

CHILD = {"given_names": "Katarzyna", "family_name": "Łuczak", "date_of_birth": "2014-03-07"}
WORDS = "Agreed with the head of service. Send it by hand."


def referral(story: Story, **changes: str) -> str:
    one = stored(start_referral(story.vault, answers={"immediate_danger": "no"}), Referral)
    save_row(story.vault, referral_id=one.id, form="referral_child", answers={**CHILD, **changes})
    return one.id


def restrict(story: Story) -> None:
    answers = {"given_name": "Katarzyna", "family_name": "Łuczak", "kind": "staff_family"}
    add_record(story.vault, answers=answers)


def test_a_release_names_who_when_and_in_which_words(story: Story) -> None:
    restrict(story)
    one = referral(story)
    assert stop_of(story.vault, one).stopped
    assert not stop_of(story.vault, one).released
    release(story.vault, referral_id=one, words=WORDS)
    stop = stop_of(story.vault, one)
    assert stop.stopped
    assert stop.released
    assert stop.words == f"Released by Asha Brook (Office of the DCS), Mon 23 Nov 2026, 09:30: {WORDS}"
    assert REFERRALS.get(story.vault, one).released_on == story.clock.today()


def test_a_referrer_reads_that_the_office_released_it_and_nothing_else(story: Story) -> None:
    restrict(story)
    one = referral(story)
    release(story.vault, referral_id=one, words=WORDS)
    story.act_as("referrer")
    settle(story.vault)
    stop = stop_of(story.vault, one)
    assert stop.released
    assert stop.words == "Released by the office"
    assert not stop.may_release
    said = [(event.note, event.done_by, event.answers) for event in REFERRAL_EVENTS.find(story.vault)]
    assert said.count(("Released by the office", "Office of the DCS or DASS", "{}")) == 1
    assert WORDS not in str(said)


@pytest.mark.parametrize("role", ["referrer", "mash", "deputy", "auditor", "administrator"])
def test_these_roles_do_not_release(story: Story, role: str) -> None:
    restrict(story)
    one = referral(story)
    story.act_as(role)
    with pytest.raises(NotYet):
        release(story.vault, referral_id=one, words=WORDS)


def test_somebody_named_afterwards_is_asked_about_again(story: Story) -> None:
    restrict(story)
    one = referral(story)
    release(story.vault, referral_id=one, words=WORDS)
    save_row(story.vault, referral_id=one, form="referral_household", answers={"given_names": "Ned"})
    assert not stop_of(story.vault, one).released
    assert stop_of(story.vault, one).words == ""


def test_other_answers_do_not_undo_a_release(story: Story) -> None:
    restrict(story)
    one = referral(story)
    release(story.vault, referral_id=one, words=WORDS)
    save_row(story.vault, referral_id=one, form="referral_agency", answers={"agency": "School"})
    assert stop_of(story.vault, one).released


def test_a_release_is_for_one_referral(story: Story) -> None:
    restrict(story)
    one, other = referral(story), referral(story)
    release(story.vault, referral_id=one, words=WORDS)
    assert not stop_of(story.vault, other).released
    assert not is_released(story.vault, other, people_of(story.vault, other))


def test_a_release_needs_words_that_show_no_area(story: Story) -> None:
    restrict(story)
    one = referral(story)
    with pytest.raises(Incomplete):
        release(story.vault, referral_id=one, words="  ")
    with pytest.raises(LeakFound):
        release(story.vault, referral_id=one, words="They lived in Wolverhampton before")


def test_what_is_not_stopped_is_not_released(story: Story) -> None:
    one = referral(story)
    assert not stop_of(story.vault, one).stopped
    with pytest.raises(NotYet):
        release(story.vault, referral_id=one, words=WORDS)


def test_who_keeps_the_list_reads_what_was_released(story: Story) -> None:
    restrict(story)
    one = referral(story)
    release(story.vault, referral_id=one, words=WORDS)
    (line,) = recent_releases(story.vault)
    assert (line.referral_id, line.words) == (one, WORDS)
    assert line.referral_ref == REFERRALS.get(story.vault, one).referral_ref
    story.act_as("referrer")
    assert recent_releases(story.vault) == ()
    story.act_as("administrator")
    settle(story.vault)  # who sees no referral still reads the list of releases
    assert [line.referral_ref for line in recent_releases(story.vault)] == [line.referral_ref]


def test_where_nobody_speaks_for_the_office_the_referrer_writes_down_its_answer(
    tmp_path: Path, clock: FixedClock
) -> None:
    vault = make_vault(tmp_path / "hers", clock, roles=frozenset({"referrer", "administrator"}))
    save_profile(vault, load_profile("luton"))
    story = Story(vault)
    restrict(story)
    one = referral(story)
    assert stop_of(vault, one).may_release
    release(vault, referral_id=one, words=WORDS)
    assert stop_of(vault, one).words == f"Released by Asha Brook, Mon 23 Nov 2026, 09:30: {WORDS}"
    vault.close()
