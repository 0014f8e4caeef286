"""The sample referrals: told through the real casework, marked, and showing no area but our own."""

from datetime import date

import pytest

from spoc_desk.casework.agenda import Section, agenda_page
from spoc_desk.casework.referrals.accepting import leaks_of
from spoc_desk.casework.referrals.checking import check_answers
from spoc_desk.casework.referrals.reading import referral_view
from spoc_desk.casework.sample.referrals import REFERRALS as COUNT
from spoc_desk.casework.sample.referrals import lay_out_referrals
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referrals import ReferralState
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.stores import REFERRALS
from spoc_desk.vault.vault import Vault


@pytest.fixture
def told(vault: Vault) -> tuple[str, str, str]:
    return lay_out_referrals(vault)


def test_one_waits_one_is_half_written_one_was_advice(vault: Vault, told: tuple[str, str, str]) -> None:
    assert [REFERRALS.get(vault, each).state for each in told] == [
        ReferralState.SENT, ReferralState.DRAFT, ReferralState.ADVICE_ONLY,
    ]  # fmt: skip
    assert REFERRALS.count(vault, "sample = 1") == COUNT == 3


def test_the_sent_one_was_complete_and_the_draft_is_not(vault: Vault, told: tuple[str, str, str]) -> None:
    views = [referral_view(vault, each) for each in told[:2]]
    musts = [[each for each in check_answers(view, view.today) if each.level == "must"] for view in views]
    assert not musts[0] and len(musts[1]) > 20
    assert len(views[0].ticks) == 3


def test_today_has_something_to_chase_and_the_clock_is_back(vault: Vault, told: tuple[str, str, str]) -> None:
    late = agenda_page(vault, section=Section.LATE).rows
    assert [row.what for row in late] == ["Chase the MASH for its acknowledgement"]
    assert vault.clock.today() == date(2026, 11, 23)
    assert isinstance(vault.clock, FixedClock)


def test_no_sample_text_shows_an_area(vault: Vault, told: tuple[str, str, str]) -> None:
    for each in told:
        view = referral_view(vault, each)
        assert leaks_of(vault, view.form, view.answers) == ()
        for form, rows in view.rows.items():
            assert all(leaks_of(vault, load_form(form), row.answers) == () for row in rows)
