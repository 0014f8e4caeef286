"""From an empty folder to an open desk, in the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework.council import profile
from spoc_desk.casework.first_run_answers import FirstRun
from spoc_desk.clock import FixedClock
from spoc_desk_ui import desk
from spoc_desk_ui.pages.first_run import FirstRunPage
from spoc_desk_ui.pages.new_sheet import NewSheetPage
from spoc_desk_ui.program import Program
from spoc_desk_ui.theme import Look, Theme
from tests.ui.accessible import unnamed
from tests.ui.conftest import FAST
from tests.ui.program_parts import TWO_PLACES


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, theme: Theme) -> FirstRunPage:
    made = FirstRunPage(tmp_path / "vault")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[Program]:
    monkeypatch.setattr(desk, "PLACES", TWO_PLACES)
    monkeypatch.setattr(qapp, "quit", lambda: None)
    made = Program(qapp, tmp_path / "new" / "vault", tmp_path / "settings", clock, FAST)
    made.theme.use(Look.LIGHT)
    made.start()
    yield made
    made.end()
    made.window.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _choose_luton(page: FirstRunPage) -> None:
    page.council.fields["profile"].set_value("luton")
    page.council.fields["profile"].inner.edited.emit()


def _fill_to_password(page: FirstRunPage) -> None:
    _choose_luton(page)
    page._next.click()
    page.people.fields["name"].set_value("Ada Okafor")
    page.people.fields["roles"].set_value(("la_spoc",))
    page._next.click()
    page.backup.fields["backup"].set_value("Encrypted stick in the safe")
    page.backup.fields["sample"].set_value("no")
    page._next.click()


def _type_password(page: FirstRunPage, qtbot: QtBot) -> str:
    words = page.password.lines.offered()
    qtbot.keyClicks(page.password.lines._first_line.line, words)
    qtbot.keyClicks(page.password.lines._second_line.line, words)
    return words


class TestSteps:
    def test_every_control_of_every_step_has_a_name(self, page: FirstRunPage) -> None:
        assert unnamed(page) == []

    def test_the_example_fills_in_the_council(self, page: FirstRunPage) -> None:
        _choose_luton(page)
        assert page.council.text("council_name") == "Luton Borough Council"
        assert "LU1" in page.council.own_area().outcodes
        assert page.council.office("dcs").email.endswith("@luton.gov.uk")

    def test_what_she_typed_herself_is_not_overwritten(self, page: FirstRunPage) -> None:
        page.council.fields["council_name"].set_value("Our Council")
        _choose_luton(page)
        assert page.council.text("council_name") == "Our Council"

    def test_a_body_with_a_comma_in_its_name_stays_one(self, page: FirstRunPage) -> None:
        _choose_luton(page)
        assert "Bedfordshire, Luton and Milton Keynes" in page.council.own_area().bodies

    def test_a_step_says_what_is_missing_and_stays(self, page: FirstRunPage) -> None:
        _choose_luton(page)
        page._next.click()
        page._next.click()
        assert page.current_step == 1
        assert page.people.fields["name"].error == "Enter your full name"
        assert page._banner.isVisible()
        assert page._banner.hasFocus()

    def test_going_back_keeps_every_answer(self, page: FirstRunPage) -> None:
        _fill_to_password(page)
        for _ in range(3):
            page._back.click()
        assert page.current_step == 0
        for _ in range(3):
            page._next.click()
        assert page.answers().person_name == "Ada Okafor"
        assert page.answers().backup_note == "Encrypted stick in the safe"

    def test_the_answers_are_asked_once_and_whole(self, page: FirstRunPage, qtbot: QtBot) -> None:
        _fill_to_password(page)
        words = _type_password(page, qtbot)
        with qtbot.waitSignal(page.create_requested) as asked:
            page._next.click()
        folder, password, answers = asked.args
        assert password == words
        assert folder == page.council.folder
        assert isinstance(answers, FirstRun)
        assert (answers.profile_id, answers.council_name) == ("luton", "Luton Borough Council")
        assert answers.roles == frozenset({"la_spoc"})
        assert not answers.sample_case

    def test_a_weak_password_does_not_pass(self, page: FirstRunPage, qtbot: QtBot) -> None:
        _fill_to_password(page)
        qtbot.keyClicks(page.password.lines._first_line.line, "letmein")
        qtbot.keyClicks(page.password.lines._second_line.line, "letmein")
        with qtbot.assertNotEmitted(page.create_requested):
            page._next.click()
        assert "Too short" in page._banner.accessibleName()

    def test_two_different_passwords_do_not_pass(self, page: FirstRunPage, qtbot: QtBot) -> None:
        _fill_to_password(page)
        qtbot.keyClicks(page.password.lines._first_line.line, page.password.lines.offered())
        qtbot.keyClicks(page.password.lines._second_line.line, "something else entirely")
        with qtbot.assertNotEmitted(page.create_requested):
            page._next.click()

    def test_nothing_is_wider_than_the_sheet_at_twice_the_size(self, page: FirstRunPage, theme: Theme) -> None:
        theme.set_percent(200)
        for number in range(5):
            page._show(number)
            QApplication.processEvents()
            step = page._steps[number]
            assert step.minimumSizeHint().width() <= step.width(), step.title


class TestWholeWay:
    def test_the_desk_opens_after_the_code_was_typed_back(self, program: Program, tmp_path: Path, qtbot: QtBot) -> None:
        page = program.window.current_view()
        assert isinstance(page, FirstRunPage)
        _fill_to_password(page)
        _type_password(page, qtbot)
        page._next.click()
        qtbot.waitUntil(lambda: page.current_step == 4, timeout=30_000)
        code = "-".join(words.text() for words in page.sheet_step._groups)
        page.sheet_step.save_requested.emit(str(tmp_path / "sheet.pdf"))
        qtbot.waitUntil(lambda: not page.sheet_step._notice.isHidden(), timeout=30_000)
        assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
        page.sheet_step._on_paper()
        page.sheet_step._entry._spread(0, code.lower())
        qtbot.waitUntil(lambda: program.desk is not None and program.desk.shell is not None, timeout=30_000)
        qtbot.waitUntil(lambda: program.session.idle, timeout=30_000)
        names: list[str] = []
        program.session.run(lambda vault: profile(vault).council_name, names.append)
        qtbot.waitUntil(lambda: bool(names))
        assert names == ["Luton Borough Council"]

    def test_a_vault_whose_making_was_interrupted_is_made_again(self, program: Program, tmp_path: Path) -> None:
        folder = tmp_path / "new" / "vault"
        folder.mkdir(parents=True)
        for name in ("vault-1.db", "creation.unfinished"):
            (folder / name).touch()
        program.way_in.come_back()
        assert isinstance(program.window.current_view(), FirstRunPage)
        (folder / "header.spoc").touch()  # from here on there is a vault, whatever the marker says
        program.way_in.come_back()
        assert program.window.current_view() is program.way_in.unlock

    def test_a_set_up_left_half_way_asks_for_a_new_sheet(self, program: Program, qtbot: QtBot) -> None:
        page = program.window.current_view()
        assert isinstance(page, FirstRunPage)
        _fill_to_password(page)
        words = _type_password(page, qtbot)
        page._next.click()
        qtbot.waitUntil(lambda: page.current_step == 4, timeout=30_000)
        program.hide()
        assert program.window.findChildren(FirstRunPage) == [page]
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert program.window.findChildren(FirstRunPage) == []
        qtbot.keyClick(program.window.cover, Qt.Key.Key_Space)
        unlock = program.way_in.unlock
        assert program.window.current_view() is unlock
        qtbot.keyClicks(unlock.first_focus(), words)
        qtbot.keyClick(unlock.first_focus(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: isinstance(program.window.current_view(), NewSheetPage), timeout=30_000)
        assert unnamed(program.window) == []


def test_a_referrer_is_not_asked_about_a_sample_relocation(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    page = FirstRunPage(tmp_path / "vault")
    qtbot.addWidget(page)
    page.show()
    page.people.fields["roles"].set_value(("referrer",))
    page._show(2)
    assert not page.backup.fields["sample"].isVisible()
    assert page.backup.problems() == []
    page.people.fields["roles"].set_value(("referrer", "la_spoc"))
    page._show(2)
    assert page.backup.fields["sample"].isVisible()
    assert [line.field for line in page.backup.problems()] == ["sample"]
