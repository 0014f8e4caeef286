"""What now: the moves of a referral, the decision made in the same act, and its papers in the preview."""

import pytest
from PySide6.QtCore import Qt

from spoc_desk.casework.referrals.moves import ready_for_consent, ready_to_send
from spoc_desk.domain.referrals import ReferralState
from spoc_desk.vault.records.stores import DECISIONS, PRINTS
from spoc_desk_ui.pages.print_preview import PrintPreviewPage
from spoc_desk_ui.pages.referral import ReferralPage
from spoc_desk_ui.printing.referral_print import BLANK_PAPERS
from spoc_desk_ui.referral.what_now import WhatNow
from spoc_desk_ui.widgets.notice import Notice
from tests.casework.referrals.desk import GIVEN, SHARING, ReferralDesk
from tests.ui.accessible import unnamed
from tests.ui.referral.desk_page import DeskPage, MakePage

REASON = {"no_consent_reason": "Asking would put her at risk.", "no_consent_basis": "public_task"}
GOLDEN = {
    "necessary_and_proportionate": "yes",
    "tests_met": ("necessary", "proportionate", "relevant", "adequate", "accurate", "timely", "secure"),
    "third_parties_protected": "yes",
    "not_informed_reason": "increased_risk",
}


def _now(desk: DeskPage) -> WhatNow:
    section = desk.section
    assert isinstance(section, WhatNow)
    return section


def _moves(desk: DeskPage) -> set[str]:
    """Return the moves that have a button now."""
    moves = _now(desk).moves
    assert moves is not None
    return set(moves.buttons)


def _said(desk: DeskPage) -> str:
    moves = _now(desk).moves
    assert moves is not None
    return " ".join(each.text() for each in moves.findChildren(type(desk.workspace.frame._title)))


class TestReady:
    def test_a_draft_with_gaps_says_how_many_and_leads_to_the_check(self, make_page: MakePage) -> None:
        desk = make_page()
        assert "ready_for_consent" not in _moves(desk)
        assert "still missing" in _said(desk)
        first = desk.focus
        assert first.text() == "Check answers"  # type: ignore[attr-defined]
        desk.press(Qt.Key.Key_Space)
        assert desk.section.key == "check"

    def test_a_complete_one_becomes_ready_for_consent_by_keyboard(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "written")
        desk.press(Qt.Key.Key_Space)
        assert _now(desk).move_form is not None
        desk.press(Qt.Key.Key_Space)
        assert desk.view().referral.state is ReferralState.READY_FOR_CONSENT
        assert desk.toasts[-1][0] == "The referral is now “Ready for consent”."

    @pytest.mark.req("R-004-15")
    def test_intensive_help_is_not_ready_without_consent_and_leads_to_it(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "written", lambda made: ready_for_consent(made.vault, referral_id=made.id))
        assert "ready_to_send" not in _moves(desk)
        assert "works only with consent" in _said(desk)
        assert desk.focus.text() == "Open consent A"  # type: ignore[attr-defined]

    def test_escape_leaves_the_referral_as_it_is(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "written")
        desk.press(Qt.Key.Key_Space)
        desk.press(Qt.Key.Key_Escape)
        assert _now(desk).move_form is None
        assert desk.view().referral.state is ReferralState.DRAFT

    def test_what_is_typed_and_not_saved_is_said_before_a_move(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "written", section="strengths")
        desk.answer("family_network", "An aunt next door.")
        desk.go("what_now")
        [notice] = _now(desk).findChildren(Notice)
        assert "Strengths and protective factors: what you typed there is not saved yet" in notice.words
        notice.acted.emit()
        desk.settle()
        assert desk.section.key == "strengths"
        assert desk.editor.answers()["family_network"] == "An aunt next door."


class TestDecision:
    @pytest.mark.req("R-004-07")
    def test_protection_without_consent_records_the_decision_in_the_same_act(self, make_page: MakePage) -> None:
        def prepare(made: ReferralDesk) -> None:
            made.save("lawful_basis", REASON)
            ready_for_consent(made.vault, referral_id=made.id)

        desk = make_page(ReferralPage, "protection", prepare)
        assert "ready_to_send" in _moves(desk)
        _now(desk).open_move("ready_to_send")
        desk.settle()
        form = _now(desk).move_form
        assert form is not None
        assert form.form is not None
        assert form.form.fields["rationale"].field.value() == REASON["no_consent_reason"]
        assert form.form.fields["lawful_basis"].field.value() == "public_task"
        for question, answer in GOLDEN.items():
            form.form.set_answer(question, answer)
        form.form.submit()
        desk.settle()
        assert desk.view().referral.state is ReferralState.READY_TO_SEND
        [decision] = desk.view().decisions
        assert decision.allows

    def test_without_the_seven_tests_nothing_is_stored(self, make_page: MakePage) -> None:
        def prepare(made: ReferralDesk) -> None:
            made.save("lawful_basis", REASON)
            ready_for_consent(made.vault, referral_id=made.id)

        desk = make_page(ReferralPage, "protection", prepare)
        _now(desk).open_move("ready_to_send")
        desk.settle()
        form = _now(desk).move_form
        assert form is not None
        assert form.form is not None
        for question, answer in {**GOLDEN, "tests_met": ("necessary",)}.items():
            form.form.set_answer(question, answer)
        form.form.submit()
        desk.settle()
        assert desk.view().referral.state is ReferralState.READY_FOR_CONSENT
        stored: list[int] = []
        desk.session.run(lambda vault: DECISIONS.count(vault), stored.append)
        desk.settle()
        assert stored == [0]

    def test_the_section_says_which_consent_is_missing_and_what_that_means(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "protection", section="lawful_basis")
        notice = desk.section.notice  # type: ignore[attr-defined]
        assert "Consent A (to the referral) and consent B (to sharing information) are not recorded" in notice.words
        assert "To protect a child consent is not needed" in notice.words
        other = make_page(ReferralPage, "written", section="lawful_basis")
        assert "no reason replaces it" in other.section.notice.words  # type: ignore[attr-defined]

    def test_with_both_consents_the_section_may_stay_empty(self, make_page: MakePage) -> None:
        def prepare(made: ReferralDesk) -> None:
            made.consent("a", GIVEN)
            made.consent("b", SHARING)

        desk = make_page(ReferralPage, "protection", prepare, section="lawful_basis")
        assert desk.section.notice.words == "Consent A and B are given. This section may stay empty."  # type: ignore[attr-defined]


class TestPapers:
    def test_each_paper_opens_in_the_preview(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "ready", _confidential)
        buttons = _now(desk).paper_buttons
        assert set(buttons) == {"referral", "referral-consent", "referral-young-person", "referral-confidential"}
        buttons["referral-consent"].click()
        assert desk.places[-1] == ("print", {"kind": "referral-consent", "case_id": desk.referral_id})

    def test_a_draft_may_be_looked_at_and_not_printed(self, make_page: MakePage) -> None:
        desk = make_page(PrintPreviewPage, "written", kind="referral")
        page = _preview(desk)
        assert "Not ready to be printed" in " ".join(_labels(page))
        assert not page.preview.side.may_leave
        assert page._back.text() == "Back to the referral"
        page._back.click()
        assert desk.places[-1] == ("referral", {"referral_id": desk.referral_id})

    def test_a_ready_one_is_printed_numbered_and_moves_on(self, make_page: MakePage) -> None:
        desk = make_page(PrintPreviewPage, "ready", _ready, kind="referral")
        page = _preview(desk)
        assert page.preview.side.destination.to_whom == "MASH"
        assert page.preview.side.waits.text() == "2 questions are still open."
        _looked_through(page)
        assert page.preview.side.may_leave
        _issue(desk)
        assert desk.view().referral.state is ReferralState.PRINTED

    def test_a_place_stops_it_until_she_says_why_it_is_needed(self, make_page: MakePage) -> None:
        def prepare(made: ReferralDesk) -> None:
            made.save("reason", {"alleged_person": "He lives in Bradford and may come."})
            _ready(made)

        desk = make_page(PrintPreviewPage, "ready", prepare, kind="referral")
        page = _preview(desk)
        _looked_through(page)
        assert not page.preview.side.may_leave
        reason = page.preview.side.checks.reason_field
        assert reason is not None
        reason.set_value("Without his town he cannot be found.")
        reason.inner.edited.emit()
        assert page.preview.side.may_leave
        assert (
            page.preview.side.checks.links[0].text()
            == "Open “Who may have harmed the child, and can they reach the child now?”"
        )
        page.preview.side.checks.links[0].click()
        assert desk.places[-1][1]["section"] == "reason"

    def test_the_confidential_sheet_is_saved_before_it_is_shown(self, make_page: MakePage) -> None:
        desk = make_page(section="confidential")
        desk.answer("confidential_text", "Only for the MASH.")
        assert desk.page.print_requested()
        desk.settle()
        assert desk.view().text("confidential_text") == "Only for the MASH."
        assert desk.places[-1][1]["kind"] == "referral-confidential"

    def test_the_blank_form_needs_no_referral(self, make_page: MakePage) -> None:
        desk = make_page(PrintPreviewPage, "empty", form="referral")
        page = _preview(desk)
        assert page._heading.text() == "Referral to the MASH: the form for handwriting"
        assert page.preview.side.may_leave
        assert unnamed(page) == []

    @pytest.mark.parametrize("form", [each for each in BLANK_PAPERS if each != "referral"])
    def test_every_paper_may_be_taken_along_blank(self, make_page: MakePage, form: str) -> None:
        desk = make_page(PrintPreviewPage, "empty", form="referral-tracking")
        page = _preview(desk)
        page.papers.set_value(form)
        page.papers.edited.emit()
        desk.settle()
        assert page._heading.text().endswith(BLANK_PAPERS[form][1:])
        assert page.preview.side.may_leave


def _preview(desk: DeskPage) -> PrintPreviewPage:
    assert isinstance(desk.page, PrintPreviewPage)
    return desk.page


def _looked_through(page: PrintPreviewPage) -> None:
    """Answer the two questions that the referral itself cannot answer."""
    for name in ("necessary_and_proportionate", "third_parties_protected"):
        page.preview.side.destination.fields[name].set_value("yes")
        page.preview.side.destination.fields[name].edited.emit()


def _labels(page: PrintPreviewPage) -> list[str]:
    return [each.text() for each in page.findChildren(type(page._heading))]


def _confidential(made: ReferralDesk) -> None:
    made.save("confidential", {"confidential_text": "Only for the MASH."})


def _ready(made: ReferralDesk) -> None:
    ready_for_consent(made.vault, referral_id=made.id)
    ready_to_send(made.vault, referral_id=made.id)


def _issue(desk: DeskPage) -> None:
    """Issue one copy as the printer would get it."""
    source = _preview(desk).preview._going(_preview(desk)._shown.source)
    stored: list[int] = []

    def work(vault: object) -> int:
        ready = source.prepare(vault, recipient="", large_print=False)  # type: ignore[arg-type]
        source.issue(vault, ready, "file", "", acknowledged=True)  # type: ignore[arg-type]
        return PRINTS.count(vault)  # type: ignore[arg-type]

    desk.session.run(work, stored.append)
    desk.settle()
    assert stored == [1]
