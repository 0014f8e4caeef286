"""A file with pages: boxes on words, boxes of her own, pictures, a page that cannot be read, and the new copy."""

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from reportlab.pdfgen.canvas import Canvas

from spoc_desk.sanitise.redact.orders import Raster
from spoc_desk.sanitise.review.making import orders
from spoc_desk.sanitise.review.review import Review
from spoc_desk_ui.checking.detail_words import detail_of
from spoc_desk_ui.checking.rows import Kind, Row, view_of
from tests.ui.checking.conftest import Checking
from tests.ui.checking.paged_room import LyingRoom, PagedRoom, SharpRoom, SlowRoom, use

R, N, U, I, D, M = Qt.Key.Key_R, Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_I, Qt.Key.Key_D, Qt.Key.Key_M  # noqa: E741
ENTER, ESC, SHIFT = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Return three pages, the first two with a word that must go."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for words in ("The family lived in Bradford.", "A letter from Bradford came.", "Nothing."):
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    path = tmp_path / "bundle.pdf"
    path.write_bytes(stream.getvalue())
    return path


@pytest.fixture
def opened(checking: Checking, bundle: Path, monkeypatch: pytest.MonkeyPatch) -> Checking:
    """Return the review of the bundle, which leaves us."""
    use(monkeypatch, PagedRoom)
    checking.open(bundle, "out")
    return checking


def review_of(checking: Checking) -> Review:
    assert checking.workspace.review is not None
    return checking.workspace.review


def finish(checking: Checking) -> int:
    """Decide and look at everything by the keys; return how many were pressed."""
    for pressed in range(40):
        left = checking.left()
        if not left:
            return pressed
        row = checking.workspace.desk.row
        unread = row is not None and row.kind == "unread" and row.number not in review_of(checking).aside.settled
        seen = 3 in review_of(checking).seen
        checking.press(R if "undecided" in left[0] else U if unread and seen else N)
    raise AssertionError(checking.left())


def test_a_page_on_the_screen_gets_its_boxes(opened: Checking) -> None:
    boxes = review_of(opened).boxes.of_place
    assert boxes[0][0][0] > 72
    assert opened.workspace.page.where.text().startswith("Page 1 of 3")


def test_a_page_is_seen_only_when_all_of_it_was_on_the_screen(opened: Checking) -> None:
    pages = opened.workspace.page.pages
    pages.verticalScrollBar().setValue(0)
    pages.set_zoom(200)
    opened.settle()
    review_of(opened).seen.clear()
    pages._seen.clear()
    pages.viewport().update()
    opened.settle()
    assert 1 not in review_of(opened).seen
    for _ in range(8):
        opened.workspace.page.show_sheet(1)
        opened.settle()
    assert 1 in review_of(opened).seen


def test_next_leads_through_everything_and_the_copy_is_made(opened: Checking) -> None:
    pressed = finish(opened)
    assert pressed < 12
    opened.press(M)
    copy = opened.workspace.leaving.copy.copy
    assert copy is not None
    assert copy.is_proved
    assert copy.pdf.startswith(b"%PDF")


def test_a_page_that_cannot_be_read_may_stay_only_after_a_look(opened: Checking) -> None:
    opened.workspace.found.list.go_to(_kind("unread"), 0)
    review_of(opened).seen.discard(3)
    opened.press(U)
    if 3 not in review_of(opened).seen:
        assert review_of(opened).aside.settled == {}
    opened.workspace.page.show_sheet(3)
    opened.settle()
    opened.workspace.page.show_sheet(3)
    opened.settle()
    opened.workspace.found.list.go_to(_kind("unread"), 0)
    opened.press(U)
    assert review_of(opened).aside.settled == {0: "stay"}


def test_a_page_that_cannot_be_read_can_be_left_out(opened: Checking) -> None:
    opened.workspace.found.list.go_to(_kind("unread"), 0)
    opened.press(R)
    assert review_of(opened).aside.pages_left_out() == {3}


def test_in_a_received_copy_the_words_are_covered_until_she_shows_them(
    checking: Checking, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, PagedRoom)
    checking.open(bundle, "in")
    pages = checking.workspace.page.pages

    def darkest() -> int:
        picture = pages.viewport().grab().toImage()
        room = pages._to_screen(0, review_of(checking).boxes.of_place[0][0]).toRect().adjusted(4, 3, -4, -3)
        across, down = range(room.left(), room.right()), range(room.top(), room.bottom())
        return min(picture.pixelColor(x, y).lightness() for x in across for y in down)

    assert darkest() > 180
    checking.workspace.verdict.show_words.click()
    checking.settle()
    assert darkest() < 150


def test_a_picture_goes_until_she_keeps_it(opened: Checking) -> None:
    assert any(line.startswith("Picture 1, goes") for line in opened.lines())
    opened.press(I, I)
    assert any(line.startswith("Picture 1, stays") for line in opened.lines())
    opened.press(I)
    assert any(line.startswith("Picture 1, goes") for line in opened.lines())


def test_a_box_is_drawn_moved_and_sized_by_the_keys(opened: Checking) -> None:
    opened.press(D)
    assert opened.workspace.page.hint.isVisible()
    opened.press(Qt.Key.Key_Down, Qt.Key.Key_Right)
    opened.press(Qt.Key.Key_Right, modifiers=SHIFT)
    opened.press(ENTER)
    (number,) = review_of(opened).boxes.shown
    left, top, right, bottom = review_of(opened).boxes.drawn[number].box
    assert (round(right - left), round(bottom - top)) == (166, 24)
    assert not opened.workspace.page.hint.isVisible()
    opened.workspace.found.list.go_to(_kind("box"), number)
    opened.press(Qt.Key.Key_Delete)
    assert review_of(opened).boxes.shown == set()


def test_esc_leaves_a_box_that_was_begun(opened: Checking) -> None:
    opened.press(D, ESC)
    assert review_of(opened).boxes.shown == set()
    assert not opened.workspace.page.pages.is_drawing


def test_a_box_is_drawn_with_the_mouse(opened: Checking) -> None:
    pages = opened.workspace.page.pages
    opened.press(D)
    view, start = pages.viewport(), pages._on_screen(0).topLeft().toPoint() + QPoint(60, 60)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(80, 40))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(80, 40))
    opened.settle()
    (number,) = review_of(opened).boxes.shown
    assert review_of(opened).boxes.drawn[number].page == 1


def test_a_click_on_a_box_goes_to_its_word(opened: Checking) -> None:
    opened.workspace.found.list.go_to(_kind("unread"), 0)
    opened.settle()
    pages = opened.workspace.page.pages
    opened.workspace.page.show_place(0)
    opened.settle()
    middle: QPointF = pages._to_screen(0, review_of(opened).boxes.of_place[0][0]).center()
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=middle.toPoint())
    opened.settle()
    row = opened.workspace.desk.row
    assert row is not None
    assert row.kind == "group"


def test_a_word_marked_later_has_its_boxes_before_the_copy_is_made(opened: Checking) -> None:
    finish(opened)
    opened.workspace.desk.words.mark("Nothing")
    opened.settle()
    finish(opened)
    made = orders(review_of(opened))
    assert isinstance(made, Raster)
    assert made.pages[2].boxes != ()


def test_a_copy_whose_proof_fails_cannot_be_saved(
    checking: Checking, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, LyingRoom)
    checking.open(bundle, "local")
    finish(checking)
    checking.press(M)
    pane = checking.workspace.leaving.copy
    assert "There is no copy" in pane.told.words
    assert not pane.save.isVisible()
    assert not pane.pages.isVisible()


def test_a_copy_that_was_stopped_can_be_made_again(
    checking: Checking, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    checking.page.notice_requested.connect(lambda words, _kind: said.append(words))
    use(monkeypatch, SlowRoom)
    monkeypatch.setattr(SlowRoom, "stopped", 0)
    checking.open(bundle, "local")
    finish(checking)
    checking.press(M)
    assert not checking.workspace.leaving.has_copy
    assert said[0].startswith("Stopped")
    assert checking.workspace.isEnabled()
    checking.press(M)
    assert checking.workspace.leaving.has_copy


def test_the_second_person_signs_only_after_every_page_of_the_copy(opened: Checking) -> None:
    finish(opened)
    opened.press(M)
    pane = opened.workspace.leaving.copy
    assert not pane.looked.isEnabled()
    for number in range(3):
        pane.pages.go_to(number)
        opened.settle()
    assert pane.looked.isEnabled()


def test_pages_far_away_are_not_held(opened: Checking) -> None:
    opened.tools.session.lock()
    opened.settle()
    assert opened.workspace.page.pages._images == {}
    assert opened.workspace.review is None


@pytest.mark.parametrize("percent", [100, 200])
def test_next_leads_through_everything_also_at_twice_the_text(opened: Checking, percent: int) -> None:
    opened.tools.theme.set_percent(percent)
    opened.settle()
    assert opened.workspace.panes.is_narrow is (percent == 200)
    finish(opened)
    assert opened.left() == []


def _kind(name: str) -> Kind:
    return Kind(name)


def test_what_is_found_when_the_copy_is_read_again_comes_back_to_her(
    checking: Checking, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, SharpRoom)
    checking.open(bundle, "out")
    finish(checking)
    checking.press(M)

    assert not checking.workspace.leaving.has_copy
    assert checking.left()[0] == "1 word undecided, found when the copy was read again"
    assert checking.workspace.first_focus().hasFocus()
    row = checking.workspace.desk.row
    assert row is not None
    assert (row.kind, review_of(checking).marks.groups[row.number].word) == (Kind.GROUP, "letter")

    checking.press(R)
    assert checking.left() == []
    checking.press(M)
    assert checking.workspace.leaving.has_copy
    made = orders(review_of(checking))
    assert isinstance(made, Raster)
    assert len(made.pages[1].boxes) == 3


@pytest.fixture
def boxed(checking: Checking, tmp_path: Path) -> Checking:
    """Return the review of a copy we received: on its second page a word lies under a black box."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for words in ("Nothing of it is here.", "The family lived in Bradford.", "Nothing of it is here either."):
        canvas.drawString(72, 700, words)
        if "Bradford" in words:
            canvas.rect(60, 690, 300, 30, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    path = tmp_path / "boxed.pdf"
    path.write_bytes(stream.getvalue())
    checking.open(path, "in")
    return checking


def test_the_page_of_a_word_under_a_box_is_shown_and_why_nothing_is_marked_there(boxed: Checking) -> None:
    pages = boxed.workspace.page.pages
    pages.go_to(0)
    boxed.workspace.found.list.go_to(Kind.GROUP, 0)
    boxed.workspace.desk.choose(Row(Kind.GROUP, 0))
    assert pages.current_number() == 2
    detail = boxed.workspace.found.detail.view
    assert "Nothing is marked on page 2: the word lies under a box." in detail.lines
    assert detail.where == "Page 2"


def test_a_page_is_named_once_in_the_list_the_details_and_the_verdict(boxed: Checking) -> None:
    (row,) = [row for row in boxed.workspace.found.list.lines.rows if row.kind is Kind.REMARK]
    review = review_of(boxed)
    shown, told = view_of(row, review, words_shown=False), detail_of(row, review, -1, 0, words_shown=False)
    assert (shown.more, told.where) == ("page 2", "Page 2")
    assert "Page 2" not in shown.title + told.title
    boxed.press(R)
    assert boxed.workspace.verdict.list.text().startswith("• page 2: ")
