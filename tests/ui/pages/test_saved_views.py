"""Own views of the lists in the window: named, picked again, renamed, deleted; nothing typed is kept."""

from functools import partial

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spoc_desk.casework.saved_views import LISTS, saved_views
from spoc_desk.domain.saved_views import SavedView
from spoc_desk_ui.pages.partnership import PartnershipPage
from spoc_desk_ui.pages.referrals import ReferralsPage
from spoc_desk_ui.pages.relay import RelayPage
from spoc_desk_ui.pages.relocations import RelocationsPage
from spoc_desk_ui.partnership.kinds import KINDS
from spoc_desk_ui.session import Session
from spoc_desk_ui.widgets.saved_views import SavedViews
from tests.casework.relay.desk import RelayDesk, make_school
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage


def _one(story: Story) -> None:
    RelayDesk(story.vault, make_school(story.vault, in_order=False)).capture()


def _kept(session: Session, qtbot: QtBot, list_name: str) -> list[SavedView]:
    found: list[tuple[SavedView, ...]] = []
    session.run(lambda vault: saved_views(vault, list_name), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    return list(found[0])


def _wish(views: SavedViews, start: str) -> None:
    """Choose the line of the menu that begins with *start*."""
    views.fill_menu()
    next(each for each in views.menu.actions() if each.text().startswith(start)).trigger()


def test_a_view_is_named_picked_renamed_and_deleted(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = show(RelayPage(open_desk(_one)))
    assert isinstance(page, RelayPage)
    views, session = page.views, page._session
    page.tabs.button("STOPPED").click()  # type: ignore[attr-defined]
    page.table.model.sort(4)
    page.table.model.filter_by("reference", "Sample")
    qtbot.waitUntil(lambda: session.idle, timeout=20_000)
    _wish(views, "Save")
    assert views.bar.name.hasFocus()
    assert "Words you typed to search are not kept" in views.bar.said.text()
    assert unnamed(page) == []
    qtbot.keyClicks(views.bar.name, "Sample")
    qtbot.keyClick(views.bar.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "family name" in views.bar.field.error, timeout=20_000)
    views.bar.name.clear()
    qtbot.keyClicks(views.bar.name, "Stopped & stuck")
    qtbot.keyClick(views.bar.name, Qt.Key.Key_Return)
    qtbot.waitUntil(views.bar.isHidden, timeout=20_000)
    (kept,) = _kept(session, qtbot, "relay")
    assert (kept.shown, kept.sort, kept.descending) == (("tab=STOPPED",), "state", False)
    page.tabs.button("ENDED").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: views.button.accessibleName() == "Views", timeout=20_000)
    _wish(views, "Stopped")
    qtbot.waitUntil(lambda: views.button.accessibleName() == "View: Stopped & stuck", timeout=20_000)
    assert (page.tabs.current(), page.table.model.wanted.filters) == ("STOPPED", {})
    assert page.table._header.lines()["reference"].text() == ""
    _wish(views, "Rename")
    views.bar.name.set_value("Stopped")
    views.bar.go.click()
    qtbot.waitUntil(lambda: views.button.accessibleName() == "View: Stopped", timeout=20_000)
    _wish(views, "Delete")
    assert views.bar.stay.hasFocus()
    qtbot.keyClick(views.bar, Qt.Key.Key_Escape)
    assert views.bar.isHidden()
    _wish(views, "Delete")
    views.bar.go.click()
    qtbot.waitUntil(lambda: views.button.accessibleName() == "Views", timeout=20_000)
    assert _kept(session, qtbot, "relay") == []


def test_ticks_and_picked_filters_come_back(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    tools = open_desk(_one)
    relocations, referrals = RelocationsPage(tools), ReferralsPage(tools)
    for page, tick, state in ((relocations, relocations._closed, "monitoring"), (referrals, referrals._away, "draft")):
        show(page)
        tick.setChecked(True)
        page.table.model.filter_by("state", state)
        views = page.views
        views.bar.ask("save")
        views.bar.name.set_value("Quiet")
        views.bar.go.click()
        qtbot.waitUntil(partial(_says, views, "View: Quiet"), timeout=20_000)
        tick.setChecked(False)
        page.table.model.clear_filters()
        qtbot.waitUntil(partial(_says, views, "Views"), timeout=20_000)
        _wish(views, "Quiet")
        assert tick.isChecked()
        assert page.table.model.wanted.filters == {"state": state}
        qtbot.waitUntil(partial(_says, views, "View: Quiet"), timeout=20_000)


def _says(views: SavedViews, words: str) -> bool:
    return views.button.accessibleName() == words and views.bar.isHidden()


def test_each_register_of_the_partnership_has_views() -> None:
    assert {kind.key for kind in KINDS} <= LISTS.keys()


def test_a_view_of_a_register_keeps_its_tick(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = show(PartnershipPage(open_desk(_one)), kind="concerns")
    assert isinstance(page, PartnershipPage)
    views, session = page.current.views, page._session
    page.current.also.setChecked(True)
    qtbot.waitUntil(lambda: session.idle, timeout=20_000)
    _wish(views, "Save")
    qtbot.keyClicks(views.bar.name, "Everything")
    qtbot.keyClick(views.bar.name, Qt.Key.Key_Return)
    qtbot.waitUntil(views.bar.isHidden, timeout=20_000)
    page.current.also.setChecked(False)
    qtbot.waitUntil(lambda: session.idle, timeout=20_000)
    _wish(views, "Everything")
    qtbot.waitUntil(lambda: page.current.also.isChecked(), timeout=20_000)
    (kept,) = _kept(session, qtbot, "concerns")
    assert kept.shown == ("also=yes",)
    assert unnamed(page) == []
