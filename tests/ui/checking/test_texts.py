"""A text file from the drop to the saved copy, by the keys an officer presses."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from spoc_desk.domain.document_checks import DocumentCheck
from spoc_desk.sanitise.review.reasons import Why
from spoc_desk.vault.records.stores import DOCUMENT_CHECKS
from spoc_desk_ui.checking.drop import file_in
from spoc_desk_ui.pages.check_file import DROPPED
from spoc_desk_ui.widgets.line_link import LineLink
from tests.ui.accessible import tab_order, unnamed
from tests.ui.checking.conftest import Checking
from tests.ui.test_every_page import cut

R, K, N, W, M, U, P = (
    Qt.Key.Key_R, Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_W, Qt.Key.Key_M, Qt.Key.Key_U, Qt.Key.Key_P,
)  # fmt: skip
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def stored(checking: Checking) -> list[DocumentCheck]:
    found: list[DocumentCheck] = []
    checking.tools.session.run(lambda vault: DOCUMENT_CHECKS.find(vault), found.extend)
    checking.settle()
    return found


def remove_everything(checking: Checking) -> None:
    """R until nothing is undecided, then look at what is left."""
    for _ in range(12):
        if not checking.left():
            return
        row = checking.workspace.desk.row
        hidden = row is not None and row.kind == "hidden"
        checking.press(U if hidden and checking.left()[0].startswith("what") else R if _undecided(checking) else N)


def _undecided(checking: Checking) -> bool:
    review = checking.workspace.review
    return review is not None and review.marks.undecided > 0


class TestStart:
    def test_reading_waits_until_she_says_what_the_file_is(self, checking: Checking, story: Path) -> None:
        checking.page.take_file(story)
        checking.settle()
        assert checking.page.review is None
        checking.page.start.ways["out"].setChecked(True)
        checking.settle()
        assert checking.page.review is not None

    def test_a_file_that_is_not_there_is_said_without_its_name(
        self, apart: None, checking: Checking, tmp_path: Path
    ) -> None:
        checking.open(tmp_path / "Whitby report.docx", "in")
        assert checking.page.review is None
        assert "could not be read" in checking.page.start.notice.words
        assert "Whitby" not in checking.page.start.notice.words

    def test_one_file_can_be_dropped_and_two_cannot(self, story: Path) -> None:
        def drop(*paths: Path) -> Path | None:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
            copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
            return file_in(QDropEvent(QPointF(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier))

        assert drop(story) == story
        assert drop(story, story) is None
        assert drop() is None

    def test_a_second_file_waits_for_the_first(self, checking: Checking, story: Path) -> None:
        said: list[str] = []
        checking.page.notice_requested.connect(lambda words, _kind: said.append(words))
        checking.open(story, "out")
        first = checking.page.review
        checking.page.take_file(story)
        checking.settle()
        assert checking.page.review is first
        assert "under way" in said[0]


class TestDeciding:
    def test_each_word_stands_once_with_its_count_and_what_must_happen(self, checking: Checking, story: Path) -> None:
        checking.open(story, "out")
        assert any(line.startswith("Bradford, times 2, must go") for line in checking.lines())
        assert checking.workspace.found.list.hasFocus()

    def test_r_removes_the_word_and_goes_on(self, checking: Checking, story: Path) -> None:
        checking.open(story, "out")
        first = checking.workspace.desk.row
        checking.press(R)
        assert checking.workspace.desk.row != first
        assert any("removed" in line for line in checking.lines())

    def test_ctrl_z_takes_it_back(self, checking: Checking, story: Path) -> None:
        checking.open(story, "out")
        before = checking.lines()
        checking.press(R)
        checking.press(Qt.Key.Key_Z, modifiers=CTRL)
        assert checking.lines() == before
        checking.press(Qt.Key.Key_Y, modifiers=CTRL)
        assert checking.lines() != before

    def test_keeping_asks_for_a_reason(self, checking: Checking, story: Path) -> None:
        checking.open(story, "out")
        checking.press(K)
        assert checking.workspace.found.is_asking
        checking.press(ENTER)
        assert checking.workspace.found.is_asking
        checking.press(Qt.Key.Key_Space, ENTER)
        assert not checking.workspace.found.is_asking
        assert any("kept" in line for line in checking.lines())

    def test_letters_do_nothing_while_she_types(self, checking: Checking, story: Path) -> None:
        checking.open(story, "out")
        checking.press(W)
        assert isinstance(QApplication.focusWidget(), QLineEdit)
        before = checking.lines()
        checking.type("rknp")
        assert checking.lines() == before
        assert checking.workspace.found.word.word.value() == "rknp"

    def test_a_word_of_her_own_goes_wherever_it_stands(self, checking: Checking, story: Path) -> None:
        checking.open(story, "out")
        checking.press(W)
        checking.type("hawthorn team")
        checking.press(ENTER)
        assert any(line.startswith("hawthorn team, times 2, removed, marked by you") for line in checking.lines())

    def test_a_word_that_does_not_stand_there_is_said(self, checking: Checking, story: Path) -> None:
        checking.open(story, "out")
        checking.press(W)
        checking.type("Rowan")
        checking.press(ENTER)
        assert checking.workspace.found.is_asking
        checking.press(ESC)
        assert checking.workspace.found.list.hasFocus()

    def test_all_that_must_go_goes_in_one_confirmed_act(self, checking: Checking, story: Path) -> None:
        checking.open(story, "out")
        review = checking.workspace.review
        assert review is not None
        while review.unlisted():
            checking.press(R, modifiers=SHIFT)
        checking.press(R, modifiers=SHIFT)
        assert checking.workspace.found.is_asking
        assert review.marks.must_go()
        checking.press(ENTER)
        assert review.marks.must_go() == []

    def test_no_word_of_the_file_goes_to_a_clipboard(self, checking: Checking, story: Path) -> None:
        QGuiApplication.clipboard().clear()
        checking.open(story, "out")
        text = checking.workspace.page.text
        text.selectAll()
        text.setFocus()
        checking.press(Qt.Key.Key_C, modifiers=CTRL)
        checking.workspace.found.list.setFocus()
        checking.press(Qt.Key.Key_C, modifiers=CTRL)
        assert QGuiApplication.clipboard().text() == ""


class TestCopy:
    def test_the_copy_is_made_signed_and_saved_and_counts_are_kept(
        self, apart: None, checking: Checking, story: Path, tmp_path: Path
    ) -> None:
        checking.open(story, "out")
        checking.press(M)
        assert not checking.workspace.leaving.has_copy
        remove_everything(checking)
        assert checking.left() == []
        checking.press(M)
        pane = checking.workspace.leaving.copy
        assert pane.copy is not None
        assert pane.copy.is_proved
        assert not pane.save.isEnabled()
        pane.name.setText("Ben Vale")
        pane.role.set_value("dcs_office")
        pane.looked.setChecked(True)
        assert pane.left_to_do == ""
        pane.place.chosen.emit(tmp_path / "doc-1.pdf")
        checking.settle()
        pdf = pypdfium2.PdfDocument((tmp_path / "doc-1.pdf").read_bytes())
        text = pdf[0].get_textpage().get_text_bounded()
        pdf.close()
        assert "Bradford" not in text
        assert "removed]" in text
        (kept,) = stored(checking)
        assert (kept.verdict, kept.second_person) == ("copy", "Ben Vale")
        assert sum(kept.removed) == sum(kept.found) > 0
        assert "bradford" not in repr(kept).lower()

    def test_nobody_signs_as_the_second_person_for_herself(self, checking: Checking, story: Path) -> None:
        checking.open(story, "out")
        remove_everything(checking)
        checking.press(M)
        pane = checking.workspace.leaving.copy
        actor = checking.tools.session.actor
        assert actor is not None
        pane.name.setText(actor.name.upper())
        pane.role.set_value("la_spoc")
        pane.looked.setChecked(True)
        assert pane.left_to_do == "The second person is somebody else than you."

    def test_a_file_that_stays_with_us_needs_no_second_person(self, checking: Checking, story: Path) -> None:
        checking.open(story, "local")
        remove_everything(checking)
        checking.press(M)
        pane = checking.workspace.leaving.copy
        assert pane.save.isEnabled()
        assert not pane.name.isVisible()

    def test_a_name_that_shows_an_area_is_refused(self, checking: Checking, story: Path, tmp_path: Path) -> None:
        checking.open(story, "local")
        remove_everything(checking)
        checking.press(M)
        pane = checking.workspace.leaving.copy
        pane.place.chosen.emit(tmp_path / "from Whitby.pdf")
        checking.settle()
        assert "may show an area" in pane.told.words
        assert not (tmp_path / "from Whitby.pdf").exists()
        assert stored(checking) == []

    def test_the_page_of_the_next_file_is_there_after_a_copy(self, checking: Checking, story: Path) -> None:
        checking.open(story, "local")
        remove_everything(checking)
        checking.press(M)
        assert not checking.workspace.page.isVisible()
        checking.workspace.drop_confirmed.emit()
        checking.open(story, "in")
        assert checking.workspace.page.isVisible()

    def test_a_decision_taken_back_drops_the_copy(self, checking: Checking, story: Path) -> None:
        checking.open(story, "local")
        remove_everything(checking)
        checking.press(M)
        assert checking.workspace.leaving.has_copy
        checking.workspace.desk.act("undo")
        checking.settle()
        assert not checking.workspace.leaving.has_copy
        assert checking.workspace.leaving.copy.copy is None


class TestReceived:
    def test_the_words_are_hidden_until_she_shows_them(self, checking: Checking, story: Path) -> None:
        checking.open(story, "in")
        assert "Bradford" not in " ".join(checking.lines())
        assert checking.workspace.found.detail.view.context == ("", "", "")
        checking.workspace.verdict.show_words.click()
        assert "Bradford" in " ".join(checking.lines())

    def test_a_file_nobody_can_read_is_neither_and_says_what_to_ask_for(
        self, checking: Checking, tmp_path: Path
    ) -> None:
        copied: list[str] = []
        checking.page.copy_requested.connect(copied.append)
        path = tmp_path / "note.bin"
        path.write_bytes(bytes(range(256)) * 9)
        checking.open(path, "in")
        verdict = checking.workspace.verdict
        assert not verdict.clean.isEnabled()
        assert not verdict.leaks.isEnabled()
        verdict.copy.click()
        assert "Please send a new copy" in copied[0]

    def test_a_leak_is_recorded_and_the_list_names_no_word(self, checking: Checking, story: Path) -> None:
        copied: list[str] = []
        checking.page.copy_requested.connect(copied.append)
        checking.open(story, "in")
        verdict = checking.workspace.verdict
        assert not verdict.leaks.isEnabled()
        assert not verdict.clean.isEnabled()
        checking.press(R)
        verdict.copy.click()
        verdict.leaks.click()
        checking.settle()
        assert "part 1: " in copied[0]
        assert "bradford" not in copied[0].lower()
        (kept,) = stored(checking)
        assert (kept.verdict, kept.words_shown) == ("leaks", False)
        assert verdict.done.isVisible()

    def test_after_the_verdict_nothing_can_be_decided_and_the_focus_is_on_what_follows(
        self, checking: Checking, story: Path
    ) -> None:
        checking.open(story, "in")
        checking.press(R)
        before = checking.lines()
        verdict, found = checking.workspace.verdict, checking.workspace.found
        verdict.leaks.click()
        checking.settle()
        remove = found.detail.button("remove")
        assert remove is not None
        assert not remove.isEnabled()
        assert not any(
            part.isEnabled() for part in (found.accept, checking.workspace.head.mark, checking.workspace.head.drop)
        )
        assert not verdict.follow.isVisible()
        assert verdict.done.hasFocus()
        found.list.setFocus()
        checking.press(R, K, W)
        assert (checking.lines(), found.is_asking) == (before, False)
        verdict.done.click()
        checking.open(story, "in")
        again = found.detail.button("remove")
        assert again is not None
        assert again.isEnabled()

    def test_clean_opens_when_every_word_was_decided_and_every_part_seen(
        self, checking: Checking, tmp_path: Path
    ) -> None:
        path = tmp_path / "note.txt"
        path.write_text("She goes to the nursery and likes it there.\n", encoding="utf-8")
        checking.open(path, "in")
        verdict = checking.workspace.verdict
        assert verdict.clean.isEnabled()
        verdict.clean.click()
        checking.settle()
        assert [kept.verdict for kept in stored(checking)] == ["clean"]


class TestLock:
    def test_the_lock_drops_the_review_and_says_so_afterwards(self, checking: Checking, story: Path) -> None:
        checking.open(story, "out")
        ids = checking.page.open_ids()
        assert ids == {"dropped": "yes"}
        checking.tools.session.lock()
        checking.settle()
        workspace = checking.workspace
        assert checking.page.review is None
        assert workspace.found.list.lines.rows == []
        assert workspace.page.text.toPlainText() == ""
        assert workspace.desk.review is None
        checking.page.open(ids)
        assert checking.page.start.notice.words == DROPPED

    def test_the_caret_tells_nothing_of_where_a_word_stands(self, checking: Checking, story: Path) -> None:
        checking.open(story, "out")
        checking.press(N, N)
        assert checking.workspace.page.text.textCursor().position() > 0
        checking.page.keep_text()
        assert checking.workspace.page.text.textCursor().position() == 0

    def test_a_check_that_is_dropped_leaves_nothing_on_the_screen(self, checking: Checking, story: Path) -> None:
        checking.open(story, "out")
        checking.workspace.head.drop.click()
        assert checking.workspace.found.confirm.leave.hasFocus()
        checking.workspace.found.confirm.answer.click()
        checking.settle()
        assert checking.page.review is None
        assert checking.page.start.isVisible()
        assert checking.page.open_ids() == {}


def too_narrow(checking: Checking) -> list[str]:
    """Return the words that are cut; reasons go on in the next line."""
    return [words for words in cut(checking.page) if words not in {why.words for why in Why}]


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("way", ["in", "out"])
def test_every_control_has_a_name_and_no_word_is_cut(checking: Checking, story: Path, way: str, percent: int) -> None:
    checking.tools.theme.set_percent(percent)
    assert unnamed(checking.page) == []
    checking.open(story, way)
    assert (unnamed(checking.page), too_narrow(checking)) == ([], [])
    for key in (K, ESC, W, ESC):
        checking.press(key)
        assert (unnamed(checking.page), too_narrow(checking)) == ([], [])
    for pane in range(3):
        checking.workspace.panes.show_pane(pane)
        checking.settle()
        assert too_narrow(checking) == []


def test_tab_goes_from_the_list_to_the_page_and_on_to_what_is_left(checking: Checking, story: Path) -> None:
    checking.open(story, "out")
    workspace = checking.workspace
    order = tab_order(checking.page)
    stops = [
        workspace.head.mark,
        workspace.found.list,
        workspace.page.text,
        workspace.leaving.waits.findChildren(LineLink)[0],
    ]
    places = [order.index(stop) for stop in stops]
    assert places == sorted(places)
