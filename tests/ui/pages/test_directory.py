"""The directory: our own people and services, absences and cover, the roll-out of the guidance."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework import assurance, spocs
from spoc_desk_ui.forms.record_view import RecordView
from spoc_desk_ui.pages.directory import DirectoryPage
from spoc_desk_ui.widgets.words import Words
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage


def _people(story: Story) -> None:
    story.contact()
    story.contact("Harbour Primary", kind="service", service="school")


def _away(story: Story) -> None:
    person = story.contact()
    cover = story.contact("Sam Reed")
    for starts, ends, by in (("2026-11-20", "2026-11-27", cover), ("2026-12-20", "2026-12-27", "")):
        given = {"contact_id": person, "starts_on": starts, "ends_on": ends, "cover_contact_id": by}
        spocs.record_absence(story.vault, answers=given)


def _steps(story: Story) -> None:
    for step, day in (("disseminated", "2026-10-01"), ("training", "")):
        assurance.add_step(story.vault, answers={"audience": "Heads of service", "step": step, "done_on": day})


def _page(show: ShowPage, open_desk: OpenDesk, *builds: object, **ids: str) -> DirectoryPage:
    page = show(DirectoryPage(open_desk(*builds)), **ids)
    assert isinstance(page, DirectoryPage)
    return page


def _words(page: DirectoryPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Words) if label.isVisible())


def test_the_directory_is_listed_by_name(open_desk: OpenDesk, show: ShowPage) -> None:
    page = _page(show, open_desk, _people)

    rows = [page.contacts.table.row_in_words(row).split("\t")[0] for row in range(2)]
    assert rows == ["Harbour Primary", "Jordan Field"]


def test_a_service_is_added_and_shown(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk, _people)
    assert page.new_requested()
    qtbot.waitUntil(lambda: page.contacts.desk.panel is not None, timeout=20_000)
    panel = page.contacts.desk.panel
    assert panel is not None
    for name, answer in {"kind": "service", "service_side": "children"}.items():
        panel.set_answer(name, answer)
    panel.focus_question("name")
    QTest.keyClicks(QApplication.focusWidget(), "Lakeside Surgery")
    panel.focus_question("phone")
    QTest.keyClicks(QApplication.focusWidget(), "0300 000 0122")

    panel.submit()
    qtbot.waitUntil(lambda: page.contacts.table.model.rowCount() == 3, timeout=20_000)
    qtbot.waitUntil(lambda: "Lakeside Surgery" in _words(page), timeout=20_000)

    assert isinstance(page.contacts.desk.panes.side, RecordView)
    assert page.contacts.table.row_in_words(page.contacts.table.view.currentIndex().row()).startswith("Lakeside")


def test_a_phone_or_an_address_is_needed(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk, _people)
    page.new_requested()
    qtbot.waitUntil(lambda: page.contacts.desk.panel is not None, timeout=20_000)
    panel = page.contacts.desk.panel
    assert panel is not None
    panel.set_answer("name", "Lakeside Surgery")

    panel.submit()

    assert panel.fields["phone"].field.error.startswith("Enter at least one of these")


def test_out_of_use_hides_the_entry_and_can_be_undone(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk, _people)
    contact = page.contacts.table.model.id_at(1)
    page.open({"contact_id": contact})
    qtbot.waitUntil(lambda: isinstance(page.contacts.desk.panes.side, RecordView), timeout=20_000)
    view = page.contacts.desk.panes.side
    assert isinstance(view, RecordView)

    with qtbot.waitSignal(page.toast_requested, timeout=20_000) as told:
        view.buttons["retire"].click()
    qtbot.waitUntil(lambda: page.contacts.table.model.rowCount() == 1, timeout=20_000)
    assert told.args is not None
    told.args[1]()

    qtbot.waitUntil(lambda: page.contacts.table.model.rowCount() == 2, timeout=20_000)


def test_who_is_away_is_said_and_who_covers(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk, _away)
    assert page.contacts.table.row_in_words(0).endswith("Away to Fri 27 Nov")

    page.open({"contact_id": page.contacts.table.model.id_at(0)})
    qtbot.waitUntil(lambda: isinstance(page.contacts.desk.panes.side, RecordView), timeout=20_000)

    assert "Fri 20 Nov 2026 to Fri 27 Nov 2026, covered by Sam Reed" in _words(page)
    assert "Sun 20 Dec 2026 to Sun 27 Dec 2026" in _words(page)


def test_the_filter_searches_in_the_vault(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk, _people)
    assert page.filter_requested()

    QTest.keyClicks(QApplication.focusWidget(), "harb")
    qtbot.waitUntil(lambda: page.contacts.table.model.rowCount() == 1, timeout=20_000)

    assert page.contacts.table.count.text() == "1 entry matches"


def test_the_way_back_after_a_lock_is_the_open_entry(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk, _people)
    contact = page.contacts.table.model.id_at(0)

    page.open({"contact_id": contact, "field": "phone"})
    qtbot.waitUntil(lambda: page.contacts.desk.panel is not None, timeout=20_000)

    assert page.open_ids() == {"contact_id": contact, "field": "phone"}


def test_each_control_has_a_name(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk, _people, _steps)
    page.contacts.table.view.setFocus()
    qtbot.waitUntil(lambda: isinstance(page.contacts.desk.panes.side, RecordView), timeout=20_000)

    assert unnamed(page) == []
