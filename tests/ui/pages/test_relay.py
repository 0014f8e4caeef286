"""RELAY in the window: written down in under a minute by keyboard, gated, copied, sent; lists, figures, school year."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework.council import profile, save_profile
from spoc_desk.casework.relay import misdirected, school_year
from spoc_desk.casework.relay.lists import RelayView, relay_view
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.relay import IncidentState, MessageState
from spoc_desk_ui.pages.new_relay import NewRelayPage
from spoc_desk_ui.pages.relay import RelayPage
from spoc_desk_ui.pages.relay_figures import RelayFiguresPage
from spoc_desk_ui.pages.relay_import import RelayImportPage
from spoc_desk_ui.pages.relay_notification import RelayNotificationPage
from spoc_desk_ui.pages.school_year import SchoolYearPage
from spoc_desk_ui.widgets.words import Words
from tests.casework.relay.desk import CHILD, INCIDENT, RelayDesk, make_school
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.laid_out import Build
from tests.ui.pages.conftest import OpenDesk, ShowPage

PASTED = """Incident ref: 40/55123/26
Date of incident: 21/11/2026
Address of incident: 4 Harbour Street, Luton
Maja SAMPLE DOB 04/05/2017
Jan SAMPLE DOB 30/09/2014
"""
TABLE = (
    "Police ref,Date of incident,Where,Child,DOB\n"
    '40/1/26,21/11/2026,"4 Harbour Street, Luton",Maja SAMPLE,04/05/2017\n'
    "40/2/26,someday,9 Quay Road,Ben Test,1.2.2015\n"
)


class Kept:
    """Ids of what a story laid out."""

    def __init__(self) -> None:
        self.incident = ""
        self.message = ""
        self.school = ""

    def matched(self, story: Story) -> None:
        """A notification to share, its child matched with a school in order."""
        relay = RelayDesk(story.vault, make_school(story.vault))
        relay.capture()
        relay.share()
        relay.match()
        self.incident, self.message, self.school = relay.incident_id, relay.message_id, relay.school


@pytest.fixture
def kept() -> Kept:
    return Kept()


def _texts(page: object) -> list[str]:
    return [each.text() for each in page.findChildren(Words) if each.isVisible()]  # type: ignore[attr-defined]


def test_a_pasted_notification_is_saved_by_keyboard(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = show(NewRelayPage(open_desk()))
    assert isinstance(page, NewRelayPage)
    qtbot.waitUntil(lambda: page.panel is not None, timeout=20_000)
    page.paste.setFocus()
    QApplication.clipboard().setText(PASTED)
    qtbot.keyClick(page.paste, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.take, Qt.Key.Key_Space)
    assert "2 children" in page.said.text()
    assert page.panel is not None
    assert page.panel.answers()["police_ref"] == "40/55123/26"
    assert [child["given_names"] for child in page.panel.rows("children")] == ["Maja", "Jan"]
    assert page.paste.value() == ""
    children = page.panel.tables["children"]  # all on one screen: nothing of them has to be scrolled to
    qtbot.waitUntil(
        lambda: children.height() > 100 and children.visibleRegion().boundingRect() == children.rect(), timeout=20_000
    )
    with qtbot.waitSignal(page.place_requested, timeout=20_000) as asked:
        page.save_requested()
    assert asked.args[0] == "relay_notification"


def test_blank_papers_are_printed_from_the_list_and_beside_a_new_one(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, kept: Kept
) -> None:
    tools = open_desk(kept.matched)
    page, listed = NewRelayPage(tools), RelayPage(tools)
    show(page)
    with qtbot.waitSignal(page.place_requested) as asked:
        page.blanks.click()
    assert asked.args[0] == "print-blank/relay-leaflet"
    show(listed)
    with qtbot.waitSignal(listed.place_requested) as asked:
        assert listed.print_requested()
    assert asked.args[0] == "print-blank/relay-leaflet"


def test_a_twin_is_told_once_and_kept_when_saved_again(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    def one(story: Story) -> None:
        RelayDesk(story.vault, make_school(story.vault)).capture()

    page = show(NewRelayPage(open_desk(one)))
    assert isinstance(page, NewRelayPage)
    qtbot.waitUntil(lambda: page.panel is not None, timeout=20_000)
    assert page.panel is not None
    for name, value in INCIDENT.items():
        page.panel.set_answer(name, value)
    page.panel.set_rows("children", [CHILD])
    page.save_requested()
    qtbot.waitUntil(lambda: any("written down already" in text for text in _texts(page)), timeout=20_000)
    with qtbot.waitSignal(page.place_requested, timeout=20_000):
        page.save_requested()


def _notification(open_desk: OpenDesk, show: ShowPage, kept: Kept, *builds: Build) -> RelayNotificationPage:
    page = RelayNotificationPage(open_desk(kept.matched, *builds))
    show(page, incident_id=kept.incident)
    return page


def _view(page: RelayNotificationPage, kept: Kept, qtbot: QtBot) -> RelayView:
    found: list[RelayView] = []
    page._session.run(lambda vault: relay_view(vault, kept.incident), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    return found[0]


def _press(page: RelayNotificationPage, kept: Kept, qtbot: QtBot, name: str) -> None:
    """Press a button of the child's card and make the move."""
    page.cards[kept.message].buttons[name].click()
    qtbot.waitUntil(lambda: page.frame is not None, timeout=20_000)
    with qtbot.waitSignal(page.filled, timeout=20_000):
        page.save_requested()


def test_a_message_is_cleared_copied_and_marked_as_sent(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, kept: Kept
) -> None:
    page = _notification(open_desk, show, kept)
    assert unnamed(page) == []
    _press(page, kept, qtbot, "clear")
    page.cards[kept.message].buttons["text"].click()
    qtbot.waitUntil(lambda: page.text is not None, timeout=20_000)
    assert page.text is not None
    with qtbot.waitSignal(page.copy_requested) as copied:
        page.text.copy_body.click()
    assert copied.args[0].count("•") == 4
    with qtbot.waitSignal(page.copy_requested) as copied:
        page.text.copy_subject.click()
    assert copied.args == ["Domestic Abuse Notification"]
    with qtbot.waitSignal(page.place_requested) as asked:
        page.text.print.click()
    assert asked.args[0] == f"print/relay-message/{kept.incident}/{kept.message}"
    with qtbot.waitSignal(page.place_requested) as asked:
        assert page.print_requested()
    assert asked.args[0] == f"print/relay-message/{kept.incident}/{kept.message}"
    _press(page, kept, qtbot, "sent")
    assert _view(page, kept, qtbot).messages[0].message.state is MessageState.SENT
    assert "receipt" in page.cards[kept.message].buttons
    _press(page, kept, qtbot, "receipt")
    _press(page, kept, qtbot, "close")
    assert _view(page, kept, qtbot).incident.state is IncidentState.CLOSED


def test_a_draft_for_the_mail_program_has_no_sender_and_a_name_that_says_nothing(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, kept: Kept, tmp_path: Path
) -> None:
    page = _notification(open_desk, show, kept)
    _press(page, kept, qtbot, "clear")
    page.cards[kept.message].buttons["text"].click()
    qtbot.waitUntil(lambda: page.text is not None, timeout=20_000)
    assert page.text is not None
    page.text.save.click()
    dialog = page._place.dialog
    assert dialog is not None
    assert [Path(name).name for name in dialog.selectedFiles()] == ["message.eml"]
    dialog.close()
    with qtbot.waitSignal(page.notice_requested, timeout=20_000):
        page._on_place(tmp_path / "message.eml")
    draft = (tmp_path / "message.eml").read_text(encoding="utf-8")
    assert "X-Unsent: 1" in draft
    assert "From:" not in draft


def test_a_misdirected_message_is_contained_step_by_step(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, kept: Kept
) -> None:
    def sent(story: Story) -> None:
        relay = RelayDesk(story.vault, kept.school, kept.incident, kept.message)
        relay.clear()
        relay.send()
        said = {"found_at": "2026-11-23T09:25", "what_happened": "It went to the school of a namesake."}
        misdirected.misdirected(story.vault, message_id=kept.message, answers=said)

    page = _notification(open_desk, show, kept, sent)
    assert "What happened: It went to the school of a namesake." in _texts(page)
    assert [*page.cards[kept.message].buttons] == ["dpo_told", "deleted", "wrote_more"]
    for step in ("dpo_told", "deleted", "wrote_more", "contained"):
        _press(page, kept, qtbot, step)
    assert page.cards[kept.message].buttons == {}
    assert {"Deletion confirmed Mon 23 Nov 2026", "Ended Mon 23 Nov 2026"} <= set(_texts(page))
    assert unnamed(page) == []


def test_a_restricted_child_shows_the_stop_and_nothing_to_copy(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, kept: Kept
) -> None:
    def protect(story: Story) -> None:
        person = {"kind": "adoption", "given_name": "Maja", "family_name": "Sample", "date_of_birth": "2017-05-04"}
        add_record(story.vault, answers=person)
        relay = RelayDesk(story.vault, kept.school)
        relay.capture()
        kept.incident, kept.message = relay.incident_id, relay.message_id

    page = _notification(open_desk, show, kept, protect)
    assert f"{RESTRICTED_WORDS}." in _texts(page)
    assert page.cards[kept.message].buttons == {}
    assert set(page.buttons) == {"release", "handle"}
    page.buttons["release"].click()
    qtbot.waitUntil(lambda: page.frame is not None and page.frame.form is not None, timeout=20_000)
    assert page.frame is not None
    assert page.frame.form is not None
    page.frame.form.set_answer("words", "The DCS office looked at it.")
    with qtbot.waitSignal(page.filled, timeout=20_000):
        page.save_requested()
    assert _view(page, kept, qtbot).incident.state is IncidentState.TO_SHARE


def test_the_list_shows_each_view_and_finds_a_name(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, kept: Kept
) -> None:
    page = RelayPage(open_desk(kept.matched))
    show(page, group="TO_SEND")
    assert page.table.count.text() == "1 notification"
    assert "Maja Sample – Harbour Primary" in page.table.row_in_words(0)
    with qtbot.waitSignal(page.place_requested) as asked:
        page.table.opened.emit(kept.incident)
    assert asked.args == ["relay_notification", {"incident_id": kept.incident}]
    assert unnamed(page) == []


@pytest.mark.req("R-000-15")
@pytest.mark.parametrize("every_day", [True, False])
def test_the_list_says_where_schools_are_told_in_holidays_too(
    open_desk: OpenDesk, show: ShowPage, every_day: bool
) -> None:
    def choose(story: Story) -> None:
        chosen = profile(story.vault)
        save_profile(story.vault, replace(chosen, relay=replace(chosen.relay, every_day=every_day)))

    page = RelayPage(open_desk(choose))
    show(page)
    assert page.mode.isVisible() is every_day
    assert any("Operation Encompass" in words for words in _texts(page)) is every_day


def test_a_list_is_matched_looked_at_and_taken(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = show(RelayImportPage(open_desk()))
    assert isinstance(page, RelayImportPage)
    path = tmp_path / "list.csv"
    path.write_text(TABLE, encoding="utf-8")
    page.take_file(path)
    qtbot.waitUntil(lambda: "Address of incident" in page.told.words, timeout=20_000)
    box = page.match.boxes["incident_address"]
    box.set_value("Where")
    box.edited.emit()
    qtbot.waitUntil(lambda: page.preview is not None, timeout=20_000)
    assert page.take.text() == "Take 1 notification"
    said = "Line 3, Ben Test: Date of incident: “someday” is no date."
    qtbot.waitUntil(lambda: said in _texts(page), timeout=20_000)  # its lines are laid out after it is there
    page.save_wrong(tmp_path / "wrong.csv")
    qtbot.waitUntil(lambda: (tmp_path / "wrong.csv").exists(), timeout=20_000)
    with qtbot.waitSignal(page.place_requested, timeout=20_000) as asked:
        page.take.click()
    assert asked.args == ["relay", {"group": "TO_DECIDE"}]


def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = show(RelayImportPage(open_desk()))
    assert isinstance(page, RelayImportPage)
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    page.take_file(path)
    qtbot.waitUntil(lambda: page.told.isVisible(), timeout=20_000)
    assert "CSV" in page.told.words
    assert page.choose.isEnabled()


def test_figures_stand_as_bars_and_as_a_table(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, kept: Kept) -> None:
    page = RelayFiguresPage(open_desk(kept.matched))
    show(page)
    assert page.bars.bars[-1].count == 1
    assert "November 2026: 1" in page.bars.accessibleDescription()
    texts = _texts(page)
    assert "December 2025" in texts
    assert not page.later.isEnabled()
    with qtbot.waitSignal(page.place_requested) as asked:
        page.giving_out.click()
    assert asked.args == ["figures", {}]
    with qtbot.waitSignal(page.filled, timeout=20_000):
        page.earlier.click()
    assert page.later.isEnabled()
    assert unnamed(page) == []


def test_a_closure_is_added_changed_and_taken_out(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    def christmas(story: Story) -> None:
        answers = {"first": "2026-12-21", "last": "2027-01-01", "kind": "christmas", "scope": "all"}
        school_year.add_closure(story.vault, answers=answers)

    page = SchoolYearPage(open_desk(christmas))
    show(page)
    assert "Christmas holiday · Every school · RELAY stops" in _texts(page)
    page.new_requested()
    assert page.panel is not None
    for name, value in {"first": "2026-10-26", "last": "2026-10-30", "kind": "half_term"}.items():
        page.panel.set_answer(name, value)
    with qtbot.waitSignal(page.filled, timeout=20_000):
        page.save_requested()
    assert "Half-term · Every school" in _texts(page)
    assert unnamed(page) == []


def test_closures_come_from_a_list(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, tmp_path: Path) -> None:
    page = show(SchoolYearPage(open_desk()))
    assert isinstance(page, SchoolYearPage)
    path = tmp_path / "terms.csv"
    path.write_text("From,To,What\n21/12/2026,01/01/2027,Christmas\nsomeday,,INSET\n", encoding="utf-8")
    page.take_file(path)
    qtbot.waitUntil(lambda: page.found is not None, timeout=20_000)
    assert page.found is not None
    qtbot.waitUntil(lambda: "Line 3: “someday” is no date." in _texts(page), timeout=20_000)
    assert page.found.take.text() == "Add 1 closure"
    with qtbot.waitSignal(page.filled, timeout=20_000):
        page.found.take.click()
    assert "Christmas holiday · Every school · RELAY stops" in _texts(page)
