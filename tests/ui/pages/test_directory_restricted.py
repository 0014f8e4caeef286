"""Restricted records in the directory: added, read, changed, taken off; nothing typed here is kept as a draft."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework.restricted.records import add_record
from spoc_desk.vault.vault import Draft, Vault
from spoc_desk_ui.forms.panel import FormPanel
from spoc_desk_ui.forms.record_view import RecordView
from spoc_desk_ui.page import Tools
from spoc_desk_ui.pages.directory import DirectoryPage
from spoc_desk_ui.widgets.words import Words
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage


def _one(story: Story) -> None:
    answers = {"given_name": "Ned", "family_name": "Oakes", "kind": "adoption", "aliases": "Teddy Field"}
    add_record(story.vault, answers=answers)


def _page(show: ShowPage, tools: Tools) -> DirectoryPage:
    page = show(DirectoryPage(tools), contact_id="restricted")
    assert isinstance(page, DirectoryPage)
    return page


def _rows(page: DirectoryPage) -> list[str]:
    table = page.restricted.table
    return [table.row_in_words(row).split("\t")[0] for row in range(table.model.rowCount())]


def _words(page: DirectoryPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Words) if label.isVisible())


def _panel(page: DirectoryPage, qtbot: QtBot) -> FormPanel:
    qtbot.waitUntil(lambda: page.restricted.desk.panel is not None, timeout=20_000)
    panel = page.restricted.desk.panel
    assert panel is not None
    return panel


def _drafts(vault: Vault) -> tuple[Draft, ...]:
    return vault.drafts()


def test_a_person_is_added_and_shown_and_leaves_no_draft(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    tools = open_desk()
    page = _page(show, tools)
    assert page.new_requested()
    panel = _panel(page, qtbot)
    for question, typed in (("given_name", "Rose"), ("family_name", "Hill")):
        panel.focus_question(question)
        line = QApplication.focusWidget()
        assert line is not None
        QTest.keyClicks(line, typed)
    page.keep_text()
    kept: list[Draft] = []
    tools.session.run(_drafts, kept.extend)
    qtbot.waitUntil(lambda: tools.session.idle, timeout=20_000)
    assert kept == []
    panel.set_answer("kind", "staff_family")
    panel.submit()
    qtbot.waitUntil(lambda: _rows(page) == ["Rose Hill"], timeout=20_000)
    qtbot.waitUntil(lambda: "Family of a member of staff" in _words(page), timeout=20_000)
    assert isinstance(page.restricted.desk.panes.side, RecordView)
    assert unnamed(page) == []


def test_a_person_is_changed_and_taken_off_with_a_reason(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk(_one))
    qtbot.waitUntil(lambda: _rows(page) == ["Ned Oakes"], timeout=20_000)
    row = page.restricted.table.model.row_at(0)
    assert row is not None
    page.restricted.show_record(row.record.id)
    qtbot.waitUntil(lambda: page.restricted.desk.panes.side is not None, timeout=20_000)
    assert "Teddy Field" in _words(page)

    page.restricted.desk.panes.side.buttons["edit"].click()  # type: ignore[union-attr]  # it is a record to read
    panel = _panel(page, qtbot)
    panel.set_answer("family_name", "Field")
    panel.submit()
    qtbot.waitUntil(lambda: _rows(page) == ["Ned Field"], timeout=20_000)
    qtbot.waitUntil(lambda: isinstance(page.restricted.desk.panes.side, RecordView), timeout=20_000)

    page.restricted.desk.panes.side.buttons["remove"].click()  # type: ignore[union-attr]
    panel = _panel(page, qtbot)
    panel.submit()
    assert page.restricted.desk.panel is panel  # a reason is needed
    panel.set_answer("removed_reason", "The adoption order is old.")
    panel.submit()
    qtbot.waitUntil(lambda: _rows(page) == [], timeout=20_000)
    page.restricted.ended.click()
    qtbot.waitUntil(lambda: _rows(page) == ["Ned Field"], timeout=20_000)


def test_the_releases_are_read_beside_the_list(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    tools = open_desk(_one)
    page = _page(show, tools)
    qtbot.waitUntil(lambda: _rows(page) == ["Ned Oakes"] and tools.session.idle, timeout=20_000)
    page.restricted.releases_button.click()
    qtbot.waitUntil(lambda: "Nothing was released yet." in _words(page), timeout=20_000)
    page.restricted.load()
    qtbot.waitUntil(lambda: "Nothing was released yet." in _words(page), timeout=20_000)
