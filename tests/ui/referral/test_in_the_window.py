"""Indicators, consent and tracking in the real window: by keyboard, over a lock, to the paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spoc_desk.casework.council import save_profile
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.pages.referral import ReferralPage
from spoc_desk_ui.program import Program
from spoc_desk_ui.referral.consent.section import ConsentSection
from spoc_desk_ui.referral.indicators.page import IndicatorsPage
from spoc_desk_ui.referral.tracking.page import TrackingPage
from spoc_desk_ui.shell import Shell
from spoc_desk_ui.theme import Look
from tests.casework.referrals.desk import ReferralDesk, intensive
from tests.factories import PASSWORD, make_vault
from tests.ui.conftest import FAST

LATE = "ADD.learning.4"


class Window:
    """The real window on one complete Intensive referral."""

    def __init__(self, program: Program, folder: Path, referral_id: str, qtbot: QtBot) -> None:
        self.program, self.folder, self.referral_id, self.qtbot = program, folder, referral_id, qtbot

    @property
    def shell(self) -> Shell:
        assert self.program.desk is not None and self.program.desk.shell is not None
        return self.program.desk.shell

    @property
    def page(self) -> ReferralPage:
        return next(each for each in self.shell.findChildren(ReferralPage) if each.isVisible())

    def unlock(self) -> None:
        self.program.session.open(self.folder, PASSWORD)
        self.qtbot.waitUntil(
            lambda: self.program.desk is not None and self.program.desk.shell is not None, timeout=20_000
        )
        self.settle()

    def settle(self) -> None:
        for _ in range(4):
            self.qtbot.waitUntil(lambda: self.program.session.idle, timeout=20_000)
            QApplication.processEvents()

    def open(self, section: str) -> None:
        self.shell.open_place("referral", referral_id=self.referral_id, section=section)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(_focused(), key)
        self.settle()

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(_focused(), words)


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    clock = FixedClock()
    vault = make_vault(tmp_path / "vault", clock, roles=frozenset({"referrer"}))
    save_profile(vault, load_profile("luton"))
    referral_id = intensive(vault, clock).id
    vault.close()
    monkeypatch.setattr(qapp, "quit", lambda: None)
    program = Program(qapp, tmp_path / "vault", tmp_path / "settings", clock, FAST)
    program.theme.use(Look.LIGHT)
    program.window.resize(1366, 768)
    with qtbot.waitActive(program.window):
        program.start()
        program.window.activateWindow()
    made = Window(program, tmp_path / "vault", referral_id, qtbot)
    made.unlock()
    yield made
    program.end()
    program.window.deleteLater()
    program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_an_indicator_is_found_ticked_and_noted_without_the_mouse_and_half_a_note_survives_a_lock(
    window: Window,
) -> None:
    window.open("indicators")
    page = window.page.section("indicators")
    assert isinstance(page, IndicatorsPage)
    assert page.search.line.hasFocus()

    window.type("late to school")
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Space)
    window.press(Qt.Key.Key_Return)
    window.type("Late on 14 of")
    window.program.lock("")
    window.settle()
    window.unlock()

    again = window.page.section("indicators")
    assert isinstance(again, IndicatorsPage)
    assert again.list.lines.ticked == {LATE}
    assert again.list.current_id == LATE and again.pane.note.value() == "Late on 14 of"


def test_the_judged_level_stands_on_the_windscreen_as_her_own(window: Window) -> None:
    window.open("indicators")
    page = window.page.section("indicators")
    assert isinstance(page, IndicatorsPage) and page.windscreen.picture is not None

    assert [band.label for band in page.windscreen.picture.bands if band.judged] == ["Intensive"]
    assert "A number of these indicators would need to be present" in page.windscreen.remarks_shown


def test_from_the_signed_copy_to_the_sent_referral_by_keyboard(window: Window) -> None:
    window.open("consent_a")
    page = window.page.section("consent_a")
    assert isinstance(page, ConsentSection) and page.people is not None
    assert page.people.lines[0].buttons["seen"].hasFocus()
    window.press(Qt.Key.Key_Space)
    window.qtbot.keyClick(_focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert "✓ Signed copy seen on Mon 23 Nov 2026 by Asha Brook" in page.people.lines[0].line.details

    window.open("tracking")
    tracking = window.page.section("tracking")
    assert isinstance(tracking, TrackingPage) and tracking.moves is not None
    for event in ("ready_for_consent", "ready_to_send"):
        assert tracking.moves is not None
        assert tracking.moves.buttons[event].hasFocus()
        window.press(Qt.Key.Key_Space)
        window.press(Qt.Key.Key_Space)

    assert tracking.view is not None and tracking.view.referral.state.label == "Ready to send"
    assert tracking.steps.item(2).data(Qt.ItemDataRole.AccessibleTextRole) == "Ready: now"


@pytest.mark.parametrize("section", ["consent_a", "young_person", "tracking"])
def test_nothing_is_cut_at_200_percent(window: Window, section: str) -> None:
    window.program.theme.set_percent(200)
    window.settle()
    window.open(section)
    page = window.page.section(section)
    assert page is not None

    shown = [each for each in page.findChildren(QWidget) if each.isVisible()]
    assert [each for each in shown if each.mapTo(page, each.rect().topRight()).x() > page.width()] == []


def test_marked_as_sent_the_next_thing_to_do_has_the_focus(window: Window) -> None:
    def to_print(vault: Vault) -> None:
        ReferralDesk(vault, FixedClock(), window.referral_id).to_print()

    window.program.session.run(to_print)
    window.settle()
    window.open("tracking")
    window.press(Qt.Key.Key_Space)
    tracking = window.page.section("tracking")
    assert isinstance(tracking, TrackingPage) and tracking.move_form is not None
    assert tracking.move_form.offer.event.value == "sent" and tracking.move_form.form is not None
    tracking.move_form.form.set_answer("method", "secure_mail")
    tracking.move_form.form.set_answer("sent_at", "2026-11-23T09:20")
    window.qtbot.keyClick(_focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()

    after = window.page.section("tracking")
    assert isinstance(after, TrackingPage) and after.view is not None and after.moves is not None
    assert after.view.referral.state.label == "Sent"
    assert after.moves.buttons["acknowledged"].hasFocus()
