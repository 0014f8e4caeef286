"""A RELAY notification and its blank papers in the print preview."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from spoc_desk_ui.pages.print_preview import PrintPreviewPage
from spoc_desk_ui.place_strings import join_place
from spoc_desk_ui.printing.blank import RELAY
from tests.casework.relay.desk import RelayDesk, make_school
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage

Show = Callable[..., PrintPreviewPage]


@pytest.fixture
def look_at(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> Show:
    """Return a call that shows a print of a desk with one notification, whose message is *cleared* or not yet."""

    def make(*, cleared: bool = True, form: str = "") -> PrintPreviewPage:
        made: list[RelayDesk] = []

        def case(story: Story) -> None:
            relay = RelayDesk(story.vault, make_school(story.vault))
            relay.capture()
            relay.share()
            relay.match()
            if cleared:
                relay.clear()
            made.append(relay)

        tools = open_desk(case)
        kind = {"kind": "relay-message", "case_id": made[0].incident_id, "record_ids": made[0].message_id}
        page = show(PrintPreviewPage(tools), **({"form": form} if form else kind))
        assert isinstance(page, PrintPreviewPage)
        qtbot.waitUntil(lambda: page._session.idle, timeout=20_000)
        return page

    return make


def test_a_cleared_message_is_looked_at_and_leads_back_to_its_notification(look_at: Show, qtbot: QtBot) -> None:
    page = look_at()
    assert page._heading.text() == "RELAY notification to a school"
    assert page.preview.side.may_leave
    assert unnamed(page) == []
    with qtbot.waitSignal(page.place_requested) as asked:
        page._back.click()
    assert asked.args[0] == "relay_notification"
    assert page.open_ids()["case_id"] == asked.args[1]["incident_id"]
    ids = page.open_ids()
    assert join_place("print", ids) == f"print/relay-message/{ids['case_id']}/{ids['record_ids']}"


def test_before_it_is_cleared_the_page_says_so(look_at: Show) -> None:
    page = look_at(cleared=False)
    assert "Clear the message first" in " ".join(
        each.text() for each in page._nothing.findChildren(type(page._heading))
    )


def test_one_blank_paper_after_the_other_is_chosen(look_at: Show, qtbot: QtBot) -> None:
    page = look_at(form="relay-leaflet")
    for form, title in RELAY.called.items():
        page.papers.set_value(form)
        page.papers.edited.emit()
        qtbot.waitUntil(lambda: page._session.idle, timeout=20_000)
        assert page._heading.text() == f"RELAY: {title[:1].lower()}{title[1:]}"
        assert page.preview.side.may_leave
    assert [page.papers.itemText(each) for each in range(page.papers.count())] == list(RELAY.called.values())
    with qtbot.waitSignal(page.place_requested) as asked:
        page._back.click()
    assert asked.args[0] == "relay"
