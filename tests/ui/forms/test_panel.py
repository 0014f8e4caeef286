"""A form on the screen: what it asks, what it checks, what it keeps, what it warns of."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.definition import Answers, Choice
from spoc_desk.forms.loader import form_ids, load_form
from spoc_desk.vault.vault import Draft, Vault
from spoc_desk_ui.forms.choices import fetch_choices
from spoc_desk_ui.forms.panel import FormPanel
from spoc_desk_ui.session import Session
from spoc_desk_ui.theme import Theme
from spoc_desk_ui.widgets.notice import Notice
from spoc_desk_ui.widgets.words import Words
from tests.casework.story import Story
from tests.ui.accessible import tab_order, unnamed
from tests.ui.laid_out import lay_out, unlock

MakePanel = Callable[..., FormPanel]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Iterator[Session]:
    """Return an open session of the Luton profile with two entries in the directory."""

    def people(story: Story) -> None:
        story.contact()
        story.contact("Harbour Primary", kind="service", service="school")

    clock = lay_out(tmp_path / "vault", people)
    session = unlock(tmp_path / "vault", clock, qtbot)
    yield session
    session.shut_down()


@pytest.fixture
def make_panel(desk: Session, qtbot: QtBot) -> MakePanel:
    """Return a call that shows a form and waits until it knows its council."""

    def make(form_id: str, **given: object) -> FormPanel:
        panel = FormPanel(load_form(form_id), desk, **given)  # type: ignore[arg-type]  # what a test leaves out
        qtbot.addWidget(panel)
        panel.resize(900, 700)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        qtbot.waitUntil(lambda: desk.idle, timeout=20_000)
        return panel

    return make


def _type(panel: FormPanel, question_id: str, text: str) -> None:
    panel.focus_question(question_id)
    QTest.keyClicks(panel.fields[question_id].field.inner.text_edit(), text)


def _shown(panel: FormPanel) -> set[str]:
    return {name for name, line in panel.fields.items() if not line.isHidden()}


def _words(panel: FormPanel) -> str:
    return "\n".join(each.text() for each in panel.findChildren(Words) if each.isVisible())


@pytest.mark.parametrize("form_id", form_ids())
def test_every_form_is_named_for_a_screen_reader_and_reached_by_tab(make_panel: MakePanel, form_id: str) -> None:
    panel = make_panel(form_id)

    assert unnamed(panel) == []
    assert tab_order(panel)[-2:] == [panel.save_button, panel.cancel_button]


def test_a_question_appears_below_the_answer_that_opens_it(make_panel: MakePanel, qtbot: QtBot) -> None:
    panel = make_panel("member")
    assert "date_of_birth" not in _shown(panel)

    panel.focus_question("kind")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)

    assert {"date_of_birth", "upn"} <= _shown(panel)
    assert "care_and_support_needs" not in _shown(panel)


def test_what_is_hidden_again_is_left_out_and_said(make_panel: MakePanel) -> None:
    panel = make_panel("meeting")
    panel.set_answer("face_to_face", "no")
    panel.set_answer("not_f2f_reason", "The Director was ill")

    panel.set_answer("face_to_face", "yes")

    assert "not_f2f_reason" not in panel.answers()
    assert "No longer asked, and not saved: Why not face to face?" in _words(panel)


def test_save_tells_all_that_is_to_put_right_on_top_and_beside_the_field(make_panel: MakePanel) -> None:
    panel = make_panel("attendee")

    QTest.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)

    assert panel.fields["name"].field.error == "Name or role: enter an answer."
    assert "3 things to put right" in _words(panel)
    assert QApplication.focusWidget() is panel.findChild(type(panel._summary))


def test_a_line_of_the_summary_jumps_to_its_field(make_panel: MakePanel) -> None:
    panel = make_panel("attendee")
    panel.submit()

    panel._summary.field_requested.emit("name")

    assert QApplication.focusWidget() is panel.fields["name"].field.inner.text_edit()


def test_a_date_that_cannot_be_read_is_told_and_kept(make_panel: MakePanel) -> None:
    panel = make_panel("service_notice", answers={"service": "x", "method": "phone"})

    _type(panel, "informed_on", "soonish")
    panel.submit()

    assert panel.fields["informed_on"].field.error == "Told on: enter a date such as 27 3 2026."
    assert panel.fields["informed_on"].field.inner.text_edit().text() == "soonish"  # type: ignore[attr-defined]


def test_a_due_date_looks_ahead_and_a_record_looks_back(make_panel: MakePanel) -> None:
    panel = make_panel("meeting_action")

    _type(panel, "due_on", "wed")
    _type(panel, "done_on", "wed")

    assert panel.answers()["due_on"] == "2026-11-25"
    assert panel.answers()["done_on"] == "2026-11-18"


def test_control_enter_saves_with_the_answers(make_panel: MakePanel, qtbot: QtBot) -> None:
    panel = make_panel("member_name")
    _type(panel, "given_name", "Zoe")
    _type(panel, "family_name", "O'Brien-Smith")

    with qtbot.waitSignal(panel.submitted) as told:
        QTest.keySequence(QApplication.focusWidget(), QKeySequence("Ctrl+Return"))

    assert told.args == [{"given_name": "Zoe", "family_name": "O'Brien-Smith"}]


def test_enter_in_a_line_does_not_save_a_form_of_several_questions(make_panel: MakePanel, qtbot: QtBot) -> None:
    panel = make_panel("member_name", answers={"given_name": "A", "family_name": "B"})
    panel.focus_question("given_name")

    with qtbot.assertNotEmitted(panel.submitted):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_a_refusal_stands_beside_the_field_it_is_about(make_panel: MakePanel, desk: Session, qtbot: QtBot) -> None:
    panel = make_panel("member_name", answers={"given_name": "A", "family_name": "B"})

    def refuse(_vault: Vault, _answers: Answers) -> Done:
        raise BadAnswer("Enter the other one.", "family_name")

    panel.save_with(refuse)
    panel.submit()
    qtbot.waitUntil(lambda: bool(panel.fields["family_name"].field.error), timeout=20_000)

    assert panel.fields["family_name"].field.error == "Enter the other one."
    assert panel.save_button.isEnabled()


def test_words_that_may_show_an_area_are_told_while_she_types(make_panel: MakePanel, qtbot: QtBot) -> None:
    panel = make_panel("need")

    _type(panel, "note", "Grew up in Leeds, LS7 2AB")
    qtbot.waitUntil(lambda: "A whole postcode." in _words(panel), timeout=20_000)

    note = panel.fields["note"].field.inner.text_edit()
    assert len(note.extraSelections()) >= 2  # type: ignore[attr-defined]


def test_our_own_area_may_be_written(make_panel: MakePanel, desk: Session, qtbot: QtBot) -> None:
    panel = make_panel("need")
    _type(panel, "note", "The centre in Luton, LU1 2BQ")

    panel._scan.scan_now()
    qtbot.waitUntil(lambda: desk.idle, timeout=20_000)

    assert "▲" not in _words(panel)


def test_half_typed_text_comes_back_with_the_caret_and_may_be_dropped(
    make_panel: MakePanel, desk: Session, qtbot: QtBot
) -> None:
    first = make_panel("need", draft_place="case/1/needs/new/members")
    _type(first, "note", "Needs a quiet room")
    first.keep_text()
    qtbot.waitUntil(lambda: desk.idle, timeout=20_000)
    first.hide()

    panel = make_panel("need", draft_place="case/1/needs/new/members")
    qtbot.waitUntil(lambda: panel.answers().get("note") == "Needs a quiet room", timeout=20_000)
    assert QApplication.focusWidget() is panel.fields["note"].field.inner.text_edit()

    panel.findChild(Notice, options=Qt.FindChildOption.FindChildrenRecursively)
    back = next(each for each in panel.findChildren(Notice) if each.words == "What you had typed here is back.")
    back.acted.emit()
    assert panel.answers()["note"] == ""


def test_saving_forgets_the_draft(make_panel: MakePanel, desk: Session, qtbot: QtBot) -> None:
    panel = make_panel("member_name", draft_place="case/1/household/x/name")
    panel.save_with(lambda _vault, _answers: Done(Change(What.HOUSEHOLD)))
    _type(panel, "given_name", "Maja")
    _type(panel, "family_name", "Brook")

    with qtbot.waitSignal(panel.saved, timeout=20_000):
        panel.submit()

    found: list[tuple[Draft, ...]] = []
    desk.run(lambda vault: vault.drafts(), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    assert found == [()]


def test_escape_leaves_and_keeps_what_was_typed(make_panel: MakePanel, desk: Session, qtbot: QtBot) -> None:
    panel = make_panel("need", draft_place="case/1/needs/new/members")
    _type(panel, "note", "Half a sen")

    with qtbot.waitSignal(panel.cancelled):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    found: list[tuple[Draft, ...]] = []
    desk.run(lambda vault: vault.drafts(), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    assert [draft.answers["note"] for draft in found[0]] == ["Half a sen"]


def test_only_the_choices_of_the_direction_are_offered(make_panel: MakePanel) -> None:
    panel = make_panel("need", direction="departure")

    offered = panel.fields["prior_or_current"].field.inner
    panel.set_answer("prior_or_current", "before")
    assert offered.value() == ""
    panel.set_answer("prior_or_current", "now")
    assert offered.value() == "now"


def test_an_entry_out_of_use_stays_the_answer(make_panel: MakePanel) -> None:
    panel = make_panel(
        "member", choices={"own_contacts": (Choice("1", "Harbour"),)}, answers={"kind": "child", "school": "gone"}
    )

    assert panel.answers()["school"] == "gone"


def test_the_lists_of_a_form_come_from_the_vault(desk: Session, qtbot: QtBot) -> None:
    found: list[dict[str, tuple[Choice, ...]]] = []
    desk.run(fetch_choices, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)

    assert [choice.label for choice in found[0]["own_contacts"]] == ["Harbour Primary", "Jordan Field"]
    assert [choice.label for choice in found[0]["school"]] == ["Harbour Primary"]
    assert {"services", "systems"} <= set(found[0])


def test_at_twice_the_size_the_reason_stands_below_its_field(make_panel: MakePanel, theme: Theme) -> None:
    panel = make_panel("member")
    theme.set_percent(200)
    line = panel.fields["kind"]
    QApplication.processEvents()

    why = next(each for each in line.findChildren(Words) if each.text() == line.question.why)
    assert why.mapTo(line, why.rect().topLeft()).y() >= line.field.geometry().bottom()
