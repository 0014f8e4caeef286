"""A case goes from one desk to another and back, in the real window of each; a hand-over is cancelled; desks meet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spoc_desk.casework.handover.answering import cancel
from spoc_desk.casework.print_register import list_prints
from spoc_desk.casework.prints import issue, prepare
from spoc_desk.clock import FixedClock
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.records.stores import CASES
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.case_parts import CASE_PARTS
from spoc_desk_ui.page import Page, Tools
from spoc_desk_ui.pages.case import CasePage
from spoc_desk_ui.pages.deputy_packs import DeputyPacksPage
from spoc_desk_ui.pages.handover import HandoverPage
from spoc_desk_ui.pages.handover_desks import HandoverDesksPage
from spoc_desk_ui.pages.handover_file import HandoverFilePage
from spoc_desk_ui.pages.new_handover import NewHandoverPage
from spoc_desk_ui.parts.what_now import WhatNowPart
from spoc_desk_ui.theme import Theme
from spoc_desk_ui.widgets.notice import Notice
from tests.casework.handover.two_desks import pair
from tests.casework.story import Story
from tests.casework.test_prints import text_of
from tests.factories import PASSWORD
from tests.ui.accessible import unnamed
from tests.ui.laid_out import tools_of, unlock
from tests.ui.pages.conftest import ShowPage


@pytest.fixture
def desks(tmp_path: Path) -> Path:
    """Return a folder with two closed vaults that know each other, and a stick; a case lies at north."""
    with pair(tmp_path, FixedClock()) as made:
        assert made.case_id
    return tmp_path


@contextmanager
def at(folder: Path, which: str, qtbot: QtBot, theme: Theme) -> Iterator[Tools]:
    """Open one of the desks."""
    session = unlock(folder / which, FixedClock(), qtbot)
    try:
        yield tools_of(session, theme)
    finally:
        session.shut_down()


def _settled(qtbot: QtBot, tools: Tools, page: Page) -> None:
    qtbot.waitUntil(lambda: tools.session.idle and not page.errand.job.is_running, timeout=30_000)  # type: ignore[attr-defined]


def _tab_goes_down(page: Page) -> bool:
    """Say whether Tab goes from top to bottom."""
    heights, stop = [], page.nextInFocusChain()
    while stop is not page:
        reached = stop.isVisible() and stop.focusPolicy() & Qt.FocusPolicy.TabFocus and page.isAncestorOf(stop)
        if reached and stop.focusProxy() is None:
            heights.append(stop.mapTo(page, stop.rect().center()).y())
        stop = stop.nextInFocusChain()
    return len(heights) > 3 and heights == sorted(heights)


def _seal(desks: Path, qtbot: QtBot, theme: Theme, show: ShowPage) -> Path:
    with at(desks, "north", qtbot, theme) as tools:
        page = show(NewHandoverPage(tools))
        assert isinstance(page, NewHandoverPage)
        ticks = page.fields["case_ids"].inner
        page.fields["case_ids"].set_value(tuple(ticks._ticks))  # type: ignore[attr-defined]
        page.look.click()
        assert "why they may have it" in page.fields["purpose"].error
        page.fields["purpose"].set_value("They go on with the case from here.")
        page.look.click()
        _settled(qtbot, tools, page)
        assert page.preview is not None
        assert any("By sealing you decide" in words for words in page.travels.said)
        assert any("records travel" in words for words in page.travels.said)
        assert page.seal.isVisible()
        assert _tab_goes_down(page)
        page.seal_in(desks / "stick")
        _settled(qtbot, tools, page)
        assert "is sealed and was read back" in page.errand.notice.words
        assert unnamed(page) == []
    (file,) = (desks / "stick").iterdir()
    return file


def test_a_case_goes_over_and_its_receipt_comes_back(desks: Path, qtbot: QtBot, theme: Theme, show: ShowPage) -> None:
    file = _seal(desks, qtbot, theme, show)
    with at(desks, "south", qtbot, theme) as tools:
        page = show(HandoverFilePage(tools))
        assert isinstance(page, HandoverFilePage)
        page.take_file(file)
        _settled(qtbot, tools, page)
        assert page.take.isVisible()
        assert page.travels.said[:2] == ["Cases handed over", "From DCS office"]
        page.take.click()
        _settled(qtbot, tools, page)
        assert page.errand.notice.words.startswith("Taken in: ")
        page.make_receipt(desks / "stick")
        _settled(qtbot, tools, page)
        assert not page.receipt.isVisible()
        assert unnamed(page) == []
    (receipt,) = (path for path in (desks / "stick").iterdir() if path != file)
    with at(desks, "north", qtbot, theme) as tools:
        back = show(HandoverFilePage(tools))
        assert isinstance(back, HandoverFilePage)
        back.take_file(receipt)
        _settled(qtbot, tools, back)
        back.take.click()
        _settled(qtbot, tools, back)
        listed = show(HandoverPage(tools))
        assert isinstance(listed, HandoverPage)
        states = [listed.table.model.row_at(row).state_words for row in range(2)]  # type: ignore[union-attr]
        assert sorted(states) == ["Receipt came back", "Taken in"]


def test_a_cancelled_hand_over_brings_the_case_back_and_owes_a_word(
    desks: Path, qtbot: QtBot, theme: Theme, show: ShowPage
) -> None:
    _seal(desks, qtbot, theme, show)
    with at(desks, "north", qtbot, theme) as tools:
        page = show(HandoverPage(tools))
        assert isinstance(page, HandoverPage)
        page.table.view.selectRow(0)
        assert page.detail.cancel.isVisible()
        page.detail.cancel.click()
        page.detail.take_back()
        _settled(qtbot, tools, page)
        assert "Speak to the other desk first" in page.errand.notice.words
        page.detail.spoken.setChecked(True)
        page.detail.reason.set_value("The stick was lost")
        page.detail.take_back()
        _settled(qtbot, tools, page)
        page.table.view.selectRow(0)
        assert page.detail.word.isVisible()
        with qtbot.waitSignal(page.place_requested) as asked:
            page.detail.sheet.click()
        assert asked.args[0] == "print"
        assert asked.args[1]["kind"] == "handover-sheet"
        assert unnamed(page) == []


def test_a_file_that_is_none_is_refused_in_a_sentence(desks: Path, qtbot: QtBot, theme: Theme, show: ShowPage) -> None:
    (desks / "stick" / "letter.age").write_bytes(b"no bundle at all")
    with at(desks, "south", qtbot, theme) as tools:
        page = show(HandoverFilePage(tools))
        assert isinstance(page, HandoverFilePage)
        page.take_file(desks / "stick" / "letter.age")
        _settled(qtbot, tools, page)
        assert "no hand-over file" in page.errand.notice.words
        assert page.choose.isVisible()
        assert not page.take.isVisible()


def test_a_deputy_reads_the_pack_and_what_she_did_comes_back(
    desks: Path, qtbot: QtBot, theme: Theme, show: ShowPage
) -> None:
    stick = desks / "stick"
    with at(desks, "north", qtbot, theme) as tools:
        page = show(DeputyPacksPage(tools))
        assert isinstance(page, DeputyPacksPage)
        page.form.desk.set_value(page.form.desk.inner.itemData(1))  # type: ignore[attr-defined]
        page.form.look.click()
        _settled(qtbot, tools, page)
        assert page.form.seal.isVisible()
        page.form.seal_in(stick)
        _settled(qtbot, tools, page)
        assert "is the deputy pack" in page.errand.notice.words
        assert unnamed(page) == []
    (pack,) = stick.iterdir()
    with at(desks, "south", qtbot, theme) as tools:
        came = show(HandoverFilePage(tools))
        assert isinstance(came, HandoverFilePage)
        came.take_file(pack)
        _settled(qtbot, tools, came)
        came.take.click()
        _settled(qtbot, tools, came)
        page = show(DeputyPacksPage(tools))
        assert isinstance(page, DeputyPacksPage)
        (card,) = page.cards
        card.done.set_value("Rang the school back")
        card.day.set_value("2026-11-23")
        card.note.click()
        _settled(qtbot, tools, page)
        (card,) = page.cards
        assert [note.what_was_done for note in card.pack.notes] == ["Rang the school back"]
        assert unnamed(page) == []
        card.hand_back(stick)
        _settled(qtbot, tools, page)
    (back,) = (path for path in stick.iterdir() if path != pack)
    with at(desks, "north", qtbot, theme) as tools:
        came = show(HandoverFilePage(tools))
        assert isinstance(came, HandoverFilePage)
        came.take_file(back)
        _settled(qtbot, tools, came)
        came.take.click()
        _settled(qtbot, tools, came)
        page = show(DeputyPacksPage(tools))
        assert isinstance(page, DeputyPacksPage)
        ((note_id, button),) = page.entered.items()
        assert button.isVisible()
        page.mark_entered(note_id)
        _settled(qtbot, tools, page)
        assert page.entered == {}


def test_two_desks_meet_and_one_is_taken_off_the_list(desks: Path, qtbot: QtBot, theme: Theme, show: ShowPage) -> None:
    with at(desks, "south", qtbot, theme) as tools:
        page = show(HandoverDesksPage(tools))
        assert isinstance(page, HandoverDesksPage)
        page.save_card(desks / "south.spocdesk")
        _settled(qtbot, tools, page)
        assert len(page.words.text().split()) == 6
        assert _tab_goes_down(page)
        words, code = page.words.text(), page.code.text()
    third = desks / "third"
    with pair(third, FixedClock()):
        pass
    with at(third, "north", qtbot, theme) as tools:
        page = show(HandoverDesksPage(tools))
        assert isinstance(page, HandoverDesksPage)
        page.meeting.take_file(desks / "south.spocdesk")
        _settled(qtbot, tools, page)
        assert page.meeting.words.text() == words
        page.meeting.put_on_list()
        _settled(qtbot, tools, page)
        assert "Read the six words out" in page.errand.notice.words
        page.meeting.agree.setChecked(True)
        page.meeting.name.set_value("Desk of the south")
        page.meeting.put_on_list()
        _settled(qtbot, tools, page)
        assert "Desk of the south is on the list" in page.errand.notice.words
        page.meeting.code.set_value(code)
        page.meeting.read.click()
        _settled(qtbot, tools, page)
        assert page.meeting.words.text() == words
        assert unnamed(page) == []


def test_a_meeting_is_chosen_and_what_was_found_is_opened_without_losing_the_choice(
    desks: Path, qtbot: QtBot, theme: Theme, show: ShowPage
) -> None:
    vault = open_vault(desks / "north", PASSWORD, clock=FixedClock())
    case_id = CASES.find(vault)[0].id
    story = Story(vault, case_id)
    meeting = story.meet(minutes="They used to live near Scunthorpe.")
    vault.close()
    with at(desks, "north", qtbot, theme) as tools:
        page = show(NewHandoverPage(tools))
        assert isinstance(page, NewHandoverPage)
        assert page.fields["by"].value() == "meetings"  # at the desk of a Director's office
        assert page.fields["meeting_ids"].isVisible() and not page.fields["case_ids"].isVisible()
        page.look.click()
        assert page.preview is None
        page.fields["meeting_ids"].set_value((meeting.id,))
        page.fields["purpose"].set_value("They go on with the case from here.")
        page.look.click()
        _settled(qtbot, tools, page)
        assert page.preview is not None and page.preview.blocks and not page.seal.isVisible()
        (found,) = [each for each in page.travels.findChildren(Notice) if each.button is not None]
        with qtbot.waitSignal(page.place_requested) as asked:
            found.button.click()  # type: ignore[union-attr]
        assert asked.args == [
            "case", {"case_id": case_id, "part": "meetings", "record_id": meeting.id, "field": "minutes"},
        ]  # fmt: skip
        page.open({})
        _settled(qtbot, tools, page)
        assert page.fields["meeting_ids"].value() == (meeting.id,)
        assert page.first_focus() is page.look
        page.open({"case_id": case_id})  # from the page of a case
        _settled(qtbot, tools, page)
        assert (page.fields["by"].value(), page.fields["case_ids"].value()) == ("cases", (case_id,))
        assert unnamed(page) == []


def test_the_page_of_a_case_hands_it_over_and_then_can_only_be_read(
    desks: Path, qtbot: QtBot, theme: Theme, show: ShowPage
) -> None:
    def parts(page: CasePage) -> tuple[bool, bool]:
        part = page.part()
        assert part is not None
        assert isinstance(part, WhatNowPart)
        return part.hand_over.isVisible(), bool(part.moves.buttons)

    file = _seal(desks, qtbot, theme, show)
    with at(desks, "north", qtbot, theme) as tools:
        vault_case: list[str] = []
        tools.session.run(lambda vault: CASES.find(vault)[0].id, vault_case.append)
        qtbot.waitUntil(lambda: bool(vault_case), timeout=20_000)
        page = show(CasePage(tools, CASE_PARTS), case_id=vault_case[0])
        assert isinstance(page, CasePage)
        qtbot.waitUntil(lambda: tools.session.idle and page.part() is not None, timeout=20_000)
        assert parts(page) == (False, False)
        assert page.custody.words == "Sealed for LA SPOC desk; no receipt yet. It can only be read here."
        with qtbot.waitSignal(page.place_requested) as asked:
            page.custody.acted.emit()
        assert asked.args[0] == "handover" and asked.args[1]["record_id"]
        handover_id = asked.args[1]["record_id"]

        tools.session.change(
            lambda vault: cancel(vault, handover_id=handover_id, reason="Lost", spoken=True), None, None
        )
        qtbot.waitUntil(lambda: tools.session.idle and parts(page) == (True, True), timeout=20_000)
        part = page.part()
        assert isinstance(part, WhatNowPart)
        with qtbot.waitSignal(page.place_requested) as asked:
            part.hand_over.click()
        assert asked.args == ["new_handover", {"case_id": vault_case[0]}]
    assert file.exists()


def test_our_card_goes_to_the_printer_and_into_the_register(
    desks: Path, qtbot: QtBot, theme: Theme, show: ShowPage
) -> None:
    with at(desks, "north", qtbot, theme) as tools:
        page = show(HandoverDesksPage(tools))
        assert isinstance(page, HandoverDesksPage)
        qtbot.waitUntil(lambda: tools.session.idle and page.own is not None, timeout=20_000)
        with qtbot.waitSignal(page.place_requested) as asked:
            assert page.print_requested()
        assert asked.args == ["print", {"kind": "desk-card", "case_id": "-"}]
        made: list[tuple[str, str]] = []

        def work(vault: Vault) -> tuple[str, str]:
            issued = issue(vault, prepare(vault, kind="desk-card"))
            return list_prints(vault).rows[0].kind_words, text_of(issued.pdf)

        tools.session.run(work, made.append)
        qtbot.waitUntil(lambda: bool(made), timeout=20_000)
        assert made[0][0] == "Card of a desk"
        assert page.words.text() in " ".join(made[0][1].split())
        assert all(group in made[0][1] for group in page.code.text().split())
