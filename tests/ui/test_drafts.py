"""Half-typed text survives."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spoc_desk.clock import FixedClock
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.vault.vault import Draft
from spoc_desk_ui.drafts import PAUSE_MS, DraftKeeper
from spoc_desk_ui.session import Session
from spoc_desk_ui.widgets.date_field import DateField
from spoc_desk_ui.widgets.note_field import NoteField
from spoc_desk_ui.widgets.surface import column
from spoc_desk_ui.widgets.text_field import TextField
from spoc_desk_ui.widgets.tick_list import TickList

Settle = Callable[[Session], None]


class _Form(QWidget):
    def __init__(self, session: Session, clock: FixedClock, calendar: Calendar) -> None:
        super().__init__()
        self.service = TextField(self)
        self.note = NoteField(self)
        self.day = DateField(clock, calendar, self)
        self.ticks = TickList((("a", "A"), ("b", "B")), self)
        layout = column(self)
        for each in (self.service, self.note, self.day, self.ticks):
            layout.addWidget(each)
        named = {"service": self.service, "note": self.note, "day": self.day, "ticks": self.ticks}
        self.keeper = DraftKeeper(session, "case/1/meeting", named, self)


MakeForm = Callable[[], _Form]


@pytest.fixture
def make_form(session: Session, clock: FixedClock, calendar: Calendar, qtbot: QtBot) -> MakeForm:
    def make() -> _Form:
        form = _Form(session, clock, calendar)
        qtbot.addWidget(form)
        with qtbot.waitActive(form):
            form.show()
            form.activateWindow()
        return form

    return make


def _kept(session: Session, qtbot: QtBot) -> tuple[Draft, ...]:
    found: list[tuple[Draft, ...]] = []
    session.run(lambda vault: vault.drafts(), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_the_savepoint_follows_the_last_key_by_two_seconds() -> None:
    assert PAUSE_MS == 2000


def test_typed_text_reaches_the_vault_without_a_save(make_form: MakeForm, session: Session, qtbot: QtBot) -> None:
    form = make_form()
    with qtbot.waitSignal(form.keeper.kept):
        qtbot.keyClicks(form.service, "Foxfield")
    (draft,) = _kept(session, qtbot)
    assert draft.place == "case/1/meeting"
    assert draft.answers["service"] == "Foxfield"


def test_leaving_a_field_keeps_it_at_once(make_form: MakeForm, session: Session, qtbot: QtBot) -> None:
    form = make_form()
    form.keeper._pause.setInterval(3_600_000)  # no pause keeps it
    form.service.setFocus()
    qtbot.keyClicks(form.service, "Fox")
    with qtbot.waitSignal(form.keeper.kept):
        form.note.setFocus()
    (draft,) = _kept(session, qtbot)
    assert (draft.focus, draft.caret) == ("service", 3)


def test_text_field_and_caret_come_back(make_form: MakeForm, session: Session, settle: Settle, qtbot: QtBot) -> None:
    form = make_form()
    form.note.setFocus()
    qtbot.keyClicks(form.note, "The children start on Monday")
    for _ in range(6):
        qtbot.keyClick(form.note, Qt.Key.Key_Left)
    form.ticks.set_value(("b",))
    form.keeper.keep_now()
    settle(session)
    again = make_form()
    with qtbot.waitSignal(again.keeper.restored):
        again.keeper.look_for()
    assert again.note.value() == "The children start on Monday"
    assert again.note.textCursor().position() == len("The children start on ")
    assert again.note.hasFocus()
    assert again.ticks.value() == ("b",)


def test_half_a_date_comes_back_as_typed(make_form: MakeForm, session: Session, settle: Settle, qtbot: QtBot) -> None:
    form = make_form()
    qtbot.keyClicks(form.day.line, "3 ma")
    form.keeper.keep_now()
    settle(session)
    again = make_form()
    with qtbot.waitSignal(again.keeper.restored):
        again.keeper.look_for()
    assert again.day.typed() == "3 ma"


def test_a_discarded_draft_is_gone(make_form: MakeForm, session: Session, settle: Settle, qtbot: QtBot) -> None:
    form = make_form()
    qtbot.keyClicks(form.service, "x")
    form.keeper.keep_now()
    form.keeper.discard()
    settle(session)
    assert _kept(session, qtbot) == ()


def test_nothing_typed_keeps_nothing(make_form: MakeForm, session: Session, settle: Settle, qtbot: QtBot) -> None:
    form = make_form()
    form.keeper.keep_now()
    settle(session)
    assert _kept(session, qtbot) == ()


def test_restoring_does_not_count_as_typing(make_form: MakeForm) -> None:
    form = make_form()
    form.keeper.restore(Draft("case/1/meeting", {"service": "Fox", "ticks": ["a"]}, "", 0, ""))
    assert form.service.value() == "Fox"
    assert not form.keeper.has_unsaved_text
