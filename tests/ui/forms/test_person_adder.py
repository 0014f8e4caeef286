"""Whoever is not in the directory yet is added from the form that asks for them, and chosen in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spoc_desk.casework.directory import list_contacts
from spoc_desk.domain.contacts import Contact
from spoc_desk.forms.loader import load_form
from spoc_desk_ui.forms.panel import FormPanel
from spoc_desk_ui.forms.person_adder import PersonAdder
from spoc_desk_ui.session import Session
from spoc_desk_ui.theme import Theme
from tests.ui.accessible import tab_order, unnamed
from tests.ui.laid_out import lay_out, unlock

MakePanel = Callable[..., FormPanel]
_ASKED = "notified_person"


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Iterator[Session]:
    """Return an open session whose directory is empty."""
    session = unlock(tmp_path / "vault", lay_out(tmp_path / "vault"), qtbot)
    yield session
    session.shut_down()


@pytest.fixture
def make_panel(desk: Session, qtbot: QtBot) -> MakePanel:
    """Return a call that shows the form of a notification."""

    def make(form_id: str = "case_notification") -> FormPanel:
        panel = FormPanel(load_form(form_id), desk, draft_place="cases/new")
        qtbot.addWidget(panel)
        panel.resize(900, 600)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        qtbot.waitUntil(lambda: desk.idle, timeout=20_000)
        return panel

    return make


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _open(panel: FormPanel, qtbot: QtBot, desk: Session, name: str = _ASKED) -> PersonAdder:
    adder = panel.adders[name]
    adder.link.setFocus()
    QTest.keyClick(adder.link, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.idle, timeout=20_000)
    return adder


def _contacts(desk: Session, qtbot: QtBot) -> list[Contact]:
    found: list[Contact] = []
    desk.run(lambda vault: list_contacts(vault).rows, found.extend)
    qtbot.waitUntil(lambda: desk.idle, timeout=20_000)
    return found


def test_who_is_added_is_in_the_directory_and_chosen(make_panel: MakePanel, desk: Session, qtbot: QtBot) -> None:
    panel = make_panel()
    adder = _open(panel, qtbot, desk)
    assert adder.panel is not None
    assert unnamed(panel) == []

    QTest.keyClicks(_focus(), "Dana Hill")
    QTest.keyClick(_focus(), Qt.Key.Key_Tab)
    QTest.keyClicks(_focus(), "Assistant to the DCS")
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    assert "Phone" in adder.panel.fields["phone"].field.error  # it needs one way to reach them
    assert _contacts(desk, qtbot) == []

    adder.panel.focus_question("phone")
    QTest.keyClicks(_focus(), "01632 960123")
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: adder.panel is None, timeout=20_000)

    [added] = _contacts(desk, qtbot)
    assert (added.name, added.job_title, added.kind.value) == ("Dana Hill", "Assistant to the DCS", "person")
    assert panel.answers()[_ASKED] == added.id
    box = panel.fields[_ASKED].field.inner.text_edit()
    assert box.hasFocus()
    assert adder.link.isVisible()
    qtbot.waitUntil(lambda: box.visibleRegion().boundingRect() == box.rect(), timeout=20_000)


def test_tab_goes_through_the_questions_before_what_stands_below(
    make_panel: MakePanel, desk: Session, qtbot: QtBot
) -> None:
    panel = make_panel()
    adder = _open(panel, qtbot, desk)
    assert adder.panel is not None
    order = tab_order(panel)
    inside = [each for each in order if adder.panel.isAncestorOf(each)]
    first = order.index(inside[0])
    assert order[first : first + len(inside)] == inside
    assert order[first - 1] is panel.fields[_ASKED].field.inner.text_edit()
    assert order[-2:] == [panel.save_button, panel.cancel_button]


def test_escape_leaves_the_form_as_it_was_and_what_was_typed_comes_back(
    make_panel: MakePanel, desk: Session, qtbot: QtBot
) -> None:
    panel = make_panel()
    left: list[bool] = []
    panel.cancelled.connect(lambda: left.append(True))
    adder = _open(panel, qtbot, desk)
    QTest.keyClicks(_focus(), "Dana")
    panel.keep_text()
    QTest.keyClick(_focus(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.idle, timeout=20_000)
    assert adder.panel is None and left == []
    assert panel.answers()[_ASKED] == ""

    again = _open(panel, qtbot, desk)
    assert again.panel is not None
    name = again.panel.fields["name"].field
    qtbot.waitUntil(lambda: name.value() == "Dana", timeout=20_000)


def test_who_is_named_on_a_case_says_the_role_too(make_panel: MakePanel, desk: Session, qtbot: QtBot) -> None:
    adder = _open(make_panel("appointment"), qtbot, desk, "contact_id")
    assert adder.panel is not None
    assert "roles" in adder.panel.fields


def test_who_may_not_add_to_the_directory_is_not_offered_it(
    make_panel: MakePanel, desk: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "acts", desk.acts - {"added a contact"})
    assert make_panel().adders == {}
