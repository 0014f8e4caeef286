"""Before you start: three questions that may end the form early, each ending logged."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from spoc_desk.casework.referrals.lists import ReferralFilter, list_referrals
from spoc_desk.domain.referrals import ReferralEvent, ReferralState
from spoc_desk.vault.records.stores import REFERRAL_EVENTS, REFERRAL_SECTIONS
from spoc_desk_ui.pages.new_referral import NewReferralPage
from spoc_desk_ui.referral.endings import DangerEnding, GoOnEnding, OwnServiceEnding, WorkerEnding
from tests.ui.accessible import unnamed
from tests.ui.referral.desk_page import DeskPage, MakePage

YES, NO = 0, 1


def _begin(make_page: MakePage) -> DeskPage:
    return make_page(NewReferralPage, "empty")


def _page(desk: DeskPage) -> NewReferralPage:
    assert isinstance(desk.page, NewReferralPage)
    return desk.page


def _choose(desk: DeskPage, question: str, answer: str) -> None:
    """Choose an answer with the keyboard alone."""
    page = _page(desk)
    inner = page.questions.fields[question].inner
    inner.text_edit().setFocus()
    for option in inner.text_edit().parentWidget().children():
        if option.property("choice") == answer:
            option.setFocus()
            desk.qtbot.keyClick(option, Qt.Key.Key_Space)
    desk.settle()


def _said(desk: DeskPage) -> str:
    return " ".join(each.text() for each in desk.page.findChildren(QLabel) if each.isVisible())


def _stored(desk: DeskPage) -> list[tuple[ReferralState, str]]:
    """Return the state and the first answers of every referral."""
    found: list[list[tuple[ReferralState, str]]] = []
    desk.session.run(
        lambda vault: [
            (line.state, REFERRAL_SECTIONS.find(vault, "referral_id = ?", (line.id,))[0].answers)
            for line in list_referrals(vault, filter=ReferralFilter(open_only=False)).rows
        ],
        found.append,
    )
    desk.settle()
    return found[0]


def test_only_the_first_question_is_there_at_first(make_page: MakePage) -> None:
    desk = _begin(make_page)
    shown = [name for name, field in _page(desk).questions.fields.items() if field.isVisible()]
    assert shown == ["immediate_danger"]
    assert unnamed(desk.page) == []


class TestDanger:
    @pytest.mark.req("R-004-17")
    def test_the_999_page_shows_the_time_and_the_number_of_the_mash(self, make_page: MakePage) -> None:
        desk = _begin(make_page)
        _choose(desk, "immediate_danger", "yes")
        assert isinstance(_page(desk).ending, DangerEnding)
        assert "Call 999 now" in _said(desk)
        assert "It is 09:30, Monday 23 November 2026." in _said(desk)
        assert "01582 547653" in _said(desk)

    def test_the_call_is_logged_at_once_and_the_form_follows(self, make_page: MakePage) -> None:
        desk = _begin(make_page)
        _choose(desk, "immediate_danger", "yes")
        assert desk.page.save_requested()
        desk.settle()
        [(state, answers)] = _stored(desk)
        assert state is ReferralState.DRAFT
        assert "2026-11-23T09:30" in answers
        assert desk.places[-1][0] == "referral"
        events: list[list[ReferralEvent]] = []
        desk.session.run(lambda vault: [each.event for each in REFERRAL_EVENTS.find(vault)], events.append)
        desk.settle()
        assert ReferralEvent.DANGER in events[0]


class TestEndings:
    @pytest.mark.req("R-004-19")
    def test_an_open_case_is_told_to_its_worker_without_a_form(self, make_page: MakePage) -> None:
        desk = _begin(make_page)
        _choose(desk, "immediate_danger", "no")
        _choose(desk, "allocated_worker", "yes")
        page = _page(desk)
        assert isinstance(page.ending, WorkerEnding)
        assert "No form is needed" in _said(desk)
        assert not page.questions.fields["need_level"].isVisible()
        page.ending.fields["allocated_worker_name"].set_value("K. Doe")
        desk.page.save_requested()
        desk.settle()
        [(state, answers)] = _stored(desk)
        assert state is ReferralState.PASSED_TO_WORKER
        assert "K. Doe" in answers
        assert desk.places[-1][0] == "referrals"

    @pytest.mark.req("R-004-08")
    @pytest.mark.req("R-002-01", "R-002-06")
    @pytest.mark.parametrize("level", ["UNI", "ADD"])
    def test_lesser_needs_have_the_own_services_form_and_the_advice_is_logged(
        self, make_page: MakePage, level: str
    ) -> None:
        desk = _begin(make_page)
        _choose(desk, "immediate_danger", "no")
        _choose(desk, "allocated_worker", "not_known")
        _choose(desk, "need_level", level)
        page = _page(desk)
        assert isinstance(page.ending, OwnServiceEnding)
        assert "Team Around the Family" in _said(desk)
        assert "managed by the leading agency, not by the local authority" in _said(desk)
        assert "does not replace the service that the Education Welfare Team gave" in _said(desk)
        page.ending.fields["advice_note"].set_value("The family worker meets the mother weekly.")
        desk.page.save_requested()
        desk.settle()
        [(state, answers)] = _stored(desk)
        assert state is ReferralState.ADVICE_ONLY
        assert "weekly" in answers

    @pytest.mark.parametrize("level", ["INT", "SPE"])
    def test_more_than_that_begins_the_form(self, make_page: MakePage, level: str) -> None:
        desk = _begin(make_page)
        _choose(desk, "immediate_danger", "no")
        _choose(desk, "allocated_worker", "no")
        _choose(desk, "need_level", level)
        assert isinstance(_page(desk).ending, GoOnEnding)
        desk.page.save_requested()
        desk.settle()
        assert _stored(desk)[0][0] is ReferralState.DRAFT
        assert desk.places[-1][0] == "referral"
        assert desk.places[-1][1]["section"] == "before_start"

    def test_a_change_of_mind_takes_the_ending_away(self, make_page: MakePage) -> None:
        desk = _begin(make_page)
        _choose(desk, "immediate_danger", "yes")
        _choose(desk, "immediate_danger", "no")
        assert _page(desk).ending is None
        assert "999" not in _said(desk).replace("call 999, and write", "")


def test_each_level_is_explained_in_the_words_of_the_threshold_document(make_page: MakePage) -> None:
    desk = _begin(make_page)
    _choose(desk, "immediate_danger", "no")
    _choose(desk, "allocated_worker", "no")
    options = [each.text() for each in _page(desk).questions.fields["need_level"].inner._options.values()]  # type: ignore[attr-defined]
    assert any("likely to suffer significant harm" in each for each in options)


def test_half_answered_questions_are_back_after_a_lock(make_page: MakePage) -> None:
    desk = _begin(make_page)
    _choose(desk, "immediate_danger", "no")
    _choose(desk, "allocated_worker", "no")
    desk.page.keep_text()
    desk.settle()
    desk.page.open({})
    desk.settle()
    assert _page(desk).questions.answers()["allocated_worker"] == "no"
    assert _page(desk).questions.fields["need_level"].isVisible()
