"""The print preview: real pages, what stops them, and the three ways out of the desk."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework.exchange import edit_item
from spoc_desk.domain.cases import Direction
from spoc_desk.vault.records.stores import ITEMS
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.pages.print_preview import PrintPreviewPage
from spoc_desk_ui.widgets.words import Words
from tests.casework.desk import lay_out
from tests.casework.story import Story
from tests.printers import Printer, none_here, stand_in
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage
from tests.ui.pages.opened_preview import Opened


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printer:
    """Return a printer that keeps what it gets."""
    return stand_in(tmp_path / "cups", monkeypatch)


Show = Callable[..., Opened]


@pytest.fixture
def look_at(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> Show:
    """Return a call that shows a print of an arrival for the own file; *title* is what its school record is called."""

    def make(
        kind: str = "chronology", *, title: str = "", records: str = "", blank: bool = False, said: bool = True
    ) -> Opened:
        facts: dict[str, str] = {}

        def case(story: Story) -> None:
            desk = lay_out(story.vault, story.clock, Direction.ARRIVAL)
            facts["case"], facts["item"] = desk.case_id, desk.item("school")
            if title:
                _rename(story.vault, facts["item"], title)

        tools = open_desk(case)
        ids = {"form": kind, "case_id": "-"} if blank else {"kind": kind, "case_id": facts["case"]}
        if records:
            ids["record_ids"] = facts[records]
        page = show(PrintPreviewPage(tools), **ids)
        assert isinstance(page, PrintPreviewPage)
        opened = Opened(page, qtbot)
        opened.wait()
        if said and opened.side.destination.is_asked and opened.side.destination.goes is None:
            opened.choose("own_file")
        return opened

    return make


def _rename(vault: Vault, item_id: str, title: str) -> None:
    edit_item(vault, item_id=item_id, answers={"title": title}, version=ITEMS.get(vault, item_id).version)


def _press(widget: object, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)  # type: ignore[call-overload]


def test_the_real_pages_are_shown_with_their_number_and_contents(look_at: Show, qtbot: QtBot) -> None:
    opened = look_at("exchange-register")

    qtbot.waitUntil(lambda: opened.preview.pages.is_drawn, timeout=20_000)
    picture = opened.preview.pages.viewport().grab().toImage()
    shades = {picture.pixelColor(x, 120).lightness() for x in range(0, picture.width(), 3)}
    assert max(shades) == 255 and min(shades) < 120
    assert opened.preview.where.text() == "Page 1 of 2"
    assert opened.side.copy.text() == "Copy 1"
    assert opened.side.contains.text() == "Contains: aliases, kinds of record, days, names of our services"
    assert opened.copies() == []


def test_the_pages_can_be_read_as_text(look_at: Show, qtbot: QtBot) -> None:
    opened = look_at()

    qtbot.mouseClick(opened.preview.as_text, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Case chronology" in opened.preview.text.toPlainText(), timeout=20_000)

    assert opened.preview.text.toPlainText().startswith("Page 1 of 1")
    assert "LA SPOC named: Jordan Field" in opened.preview.text.toPlainText()
    assert opened.preview.text.hasFocus()


def test_a_page_is_reached_from_its_small_picture_and_by_keyboard(look_at: Show, qtbot: QtBot) -> None:
    opened = look_at("exchange-register")
    opened.preview.pages.set_zoom("page")

    opened.preview.small.setFocus()
    _press(opened.preview.small, Qt.Key.Key_Down)

    assert opened.preview.where.text() == "Page 2 of 2"
    opened.preview.pages.setFocus()
    _press(opened.preview.pages, Qt.Key.Key_Home)
    assert opened.preview.where.text() == "Page 1 of 2"


def test_plus_and_minus_change_the_size_of_the_pages(look_at: Show) -> None:
    opened = look_at()
    opened.preview.pages.set_zoom(100)

    QTest.keyClicks(opened.preview.pages, "+")

    assert opened.preview.pages.percent == 125
    assert opened.preview.zoom.value() == "125"


@pytest.mark.req("R-003-28")
def test_a_place_stops_the_print_and_the_link_opens_the_field(look_at: Show, qtbot: QtBot) -> None:
    opened = look_at("exchange-register", title="School record from Whitby")

    assert "A text stops this print" in opened.words()
    assert "Whitby" not in opened.words()
    assert not any(
        button.isEnabled() for button in (opened.side.print_button, opened.side.protect_button, opened.side.save_button)
    )
    assert not opened.page.print_requested()
    with qtbot.waitSignal(opened.page.place_requested) as wish:
        qtbot.mouseClick(opened.side.checks.links[0], Qt.MouseButton.LeftButton)
    place, ids = wish.args
    assert (place, ids["part"], ids["field"]) == ("case", "exchange", "title")


def test_a_doubtful_word_is_ticked_before_the_print_may_leave(look_at: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = look_at("exchange-register", title="School record, Battle")

    assert opened.side.waits.text() == "1 place is still to be looked at."
    assert not opened.side.save_button.isEnabled()
    opened.side.checks.ticks[0].click()
    qtbot.mouseClick(opened.side.save_button, Qt.MouseButton.LeftButton)
    opened.save_to(tmp_path / "register.pdf")

    assert (tmp_path / "register.pdf").read_bytes().startswith(b"%PDF")
    noted: list[str] = []
    opened.page._session.run(lambda vault: _acts(vault), noted.extend)
    opened.wait()
    assert "confirmed that findings show no other area" in noted


def _acts(vault: Vault) -> list[str]:
    return [str(row[0]) for row in vault.rows("SELECT act FROM audit")]


def test_paper_is_asked_for_at_the_printer_each_time(look_at: Show, cups: Printer, qtbot: QtBot) -> None:
    opened = look_at()

    assert opened.page.print_requested()
    qtbot.waitUntil(lambda: opened.side.printers.printer.inner.hasFocus(), timeout=20_000)
    assert "Are you at the printer?" in opened.words()
    assert opened.side.printers.printer.value() == ""
    _press(opened.side.printers, Qt.Key.Key_Return)
    assert opened.side.printers.printer.error == "Choose the printer you stand at"
    opened.side.printers.printer.set_value("desk")
    _press(opened.side.printers, Qt.Key.Key_Return)
    opened.wait()

    assert cups.paper.startswith(b"%PDF")
    assert opened.side.outcome.words == "Sent to the printer 1 copy, no. 1, in the print register."
    assert [(copy.copy_no, copy.output.value) for copy in opened.copies()] == [(1, "paper")]
    assert opened.side.copy.text() == "Copy 2"


def test_a_copy_the_printer_refused_keeps_its_number(look_at: Show, cups: Printer, qtbot: QtBot) -> None:
    opened = look_at()
    cups.refuse()
    opened.side.printers.print_requested.emit("desk")
    opened.wait()

    assert "Copy 1 is in the register already." in opened.side.outcome.words
    cups.accept()
    qtbot.mouseClick(opened.side.outcome.again, Qt.MouseButton.LeftButton)
    opened.wait()
    opened.side.printers.printer.set_value("desk")
    opened.side.printers.go.click()
    opened.wait()

    assert cups.paper.startswith(b"%PDF")
    assert len(opened.copies()) == 1


def test_a_copy_that_never_came_out_ends_in_the_register(look_at: Show, cups: Printer, qtbot: QtBot) -> None:
    opened = look_at()
    cups.refuse()
    opened.side.printers.print_requested.emit("desk")
    opened.wait()

    opened.side.outcome.never.click()
    opened.wait()

    copy = opened.copies()[0]
    assert copy.destroyed_on == opened.page._session.clock.today()
    assert copy.destroyed_by == "nobody: it never came out"


def test_without_a_printing_system_the_page_says_so(
    look_at: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    none_here(tmp_path, monkeypatch)
    opened = look_at()

    opened.page.print_requested()
    opened.wait()

    assert "There is no printer here" in opened.words()
    assert "Save the document and print it where there is one." in opened.words()
    assert opened.side.printers.not_now.hasFocus()


def test_a_protected_copy_opens_only_with_its_password(look_at: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = look_at()
    qtbot.mouseClick(opened.side.protect_button, Qt.MouseButton.LeftButton)
    offered = opened.side.protect.lines.offered()
    qtbot.keyClicks(opened.side.protect.lines.first.inner.text_edit(), offered)
    second = opened.side.protect.lines.second.inner.text_edit()
    _press(second, Qt.Key.Key_Return)
    assert "Type the same password in both lines" in opened.words()
    assert opened.preview.place.dialog is None
    qtbot.keyClicks(second, offered)
    _press(second, Qt.Key.Key_Return)
    opened.save_to(tmp_path / "copy.pdf")

    with pytest.raises(pikepdf.PasswordError):
        pikepdf.Pdf.open(tmp_path / "copy.pdf")
    with pikepdf.Pdf.open(tmp_path / "copy.pdf", password=offered) as pdf:
        assert len(pdf.pages) == 1
    assert opened.copies()[0].output.value == "protected"
    assert opened.side.protect.lines.offered() == ""


def test_the_proposed_name_tells_nothing(look_at: Show, tmp_path: Path) -> None:
    opened = look_at("practitioner-card")

    opened.side.save_button.click()
    opened.save_to(tmp_path / "card.pdf")

    assert Path(opened.proposed).name.startswith("practitioner-card-")
    assert Path(opened.proposed).name.endswith("copy-1.pdf")


def test_a_file_name_that_shows_an_area_is_refused_before_anything_is_issued(look_at: Show, tmp_path: Path) -> None:
    opened = look_at("practitioner-card")

    opened.side.save_button.click()
    opened.save_to(tmp_path / "card for Whitby School.pdf")

    assert "The name of this file may show an area" in opened.words()
    assert (opened.copies(), list(tmp_path.glob("*.pdf"))) == ([], [])


def test_the_computer_does_not_remember_where_a_file_was_saved(look_at: Show, tmp_path: Path) -> None:
    settings = tmp_path / "settings"
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(settings))
    (tmp_path / "telling folder name").mkdir()
    opened = look_at("practitioner-card")

    opened.side.save_button.click()
    opened.save_to(tmp_path / "telling folder name" / "card.pdf")

    assert (tmp_path / "telling folder name" / "card.pdf").exists()
    written = [path.read_text(encoding="utf-8") for path in settings.rglob("*") if path.is_file()]
    assert not any("lastVisited" in text or "telling" in text for text in written)


def test_a_file_that_cannot_be_written_is_tried_again_under_its_number(look_at: Show, tmp_path: Path) -> None:
    opened = look_at()
    opened.side.save_button.click()
    opened.save_to(tmp_path / "missing" / "copy.pdf")

    assert "Copy 1 is in the register already." in opened.side.outcome.words
    opened.side.outcome.again.click()
    opened.save_to(tmp_path / "copy.pdf")

    assert (tmp_path / "copy.pdf").exists()
    assert len(opened.copies()) == 1


def test_large_print_and_the_recipient_are_on_the_copy(look_at: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = look_at("exchange-register")
    usual = opened.preview.small.model().rowCount()

    opened.side.large.click()
    opened.choose("goes_out")
    box = opened.side.destination.whom.inner
    box.setCurrentIndex(box.findText("Health visiting team"))  # type: ignore[attr-defined]
    box.edited.emit()
    opened.wait()
    qtbot.waitUntil(lambda: opened.preview.small.model().rowCount() > usual, timeout=20_000)
    assert opened.side.waits.text() == "5 questions are still open."
    assert opened.page.print_requested()  # goes to the first of them
    opened.fill(
        purpose="Visits begin on Monday.", consent_sought="not_basis", persons_informed=("parent",),
        necessary_and_proportionate="yes", third_parties_protected="yes",
    )  # fmt: skip
    opened.side.save_button.click()
    opened.save_to(tmp_path / "large.pdf")

    assert "with the decision to share it" in opened.side.outcome.words
    assert opened.copies()[0].recipient == "Health visiting team"
    assert [(one.shared_with, one.copy_id, one.purpose) for one in opened.decisions()] == [
        ("Health visiting team", opened.copies()[0].id, "Visits begin on Monday.")
    ]
    with pikepdf.Pdf.open(io.BytesIO((tmp_path / "large.pdf").read_bytes())) as pdf:
        assert len(pdf.pages) > usual


@pytest.mark.req("R-001-07")
def test_nothing_leaves_before_it_is_said_where_it_goes(look_at: Show, qtbot: QtBot) -> None:
    opened = look_at(said=False)

    assert not opened.side.save_button.isEnabled()
    assert opened.side.waits.text() == "Say where this copy goes."
    assert opened.page.print_requested()  # Ctrl+P leads to the question
    first = opened.side.destination.where.inner.text_edit()
    qtbot.waitUntil(first.hasFocus, timeout=20_000)
    _press(first, Qt.Key.Key_Space)
    opened.wait()
    assert opened.side.save_button.isEnabled()  # the own file needs no decision
    qtbot.mouseClick(opened.preview.as_text, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Own file, copy 1" in opened.preview.text.toPlainText(), timeout=20_000)
    opened.choose("goes_out")
    assert opened.side.waits.text() == "Say who gets it."


def test_a_blank_form_prints_without_a_number(look_at: Show, cups: Printer) -> None:
    opened = look_at("meeting", blank=True)

    assert opened.side.copy.text() == "Blank form"
    assert opened.side.protect_button.isHidden() and opened.side.recipient.isHidden()
    opened.side.printers.print_requested.emit("desk")
    opened.wait()

    assert cups.paper.startswith(b"%PDF")
    assert opened.copies() == []
    assert opened.side.outcome.register.isHidden()


def test_what_cannot_be_printed_yet_says_why(look_at: Show) -> None:
    opened = look_at("pass-on-slip", records="item")

    shown = [label.text() for label in opened.page.findChildren(Words) if label.isVisible()]
    assert "This cannot be printed yet" in shown
    assert "A slip is printed once the copy has been checked and found clean." in shown


def test_the_title_of_the_window_carries_the_reference_only(look_at: Show, qtbot: QtBot) -> None:
    opened = look_at()
    with qtbot.waitSignal(opened.page.reference_changed) as told:
        opened.page.open(opened.page.open_ids())

    assert told.args[0].startswith("quiet harbour")


def test_every_control_has_a_name(look_at: Show) -> None:
    opened = look_at("exchange-register", title="School record, Battle")
    opened.side.printers.show()
    opened.side.protect.show()

    assert unnamed(opened.page) == []


def test_nothing_is_cut_off_at_twice_the_text_size(look_at: Show, theme: object) -> None:
    opened = look_at("exchange-register", title="School record from Whitby")
    theme.set_percent(200)  # type: ignore[attr-defined]
    opened.wait()
    QApplication.processEvents()

    inside = opened.side.width()
    assert all(
        label.mapTo(opened.side, label.rect().topRight()).x() <= inside
        for label in opened.side.findChildren(Words)
        if label.isVisible()
    )
