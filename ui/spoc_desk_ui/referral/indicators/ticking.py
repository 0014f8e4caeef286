"""Ticks and their notes: drawn at once, written at once, taken back where that is refused or she wants it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from spoc_desk.errors import UserError

from ...lazy import load
from ...session import Session, VaultIsLocked
from ...widgets.announce import announce
from .list_view import IndicatorList

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

_SECTIONS = "spoc_desk.casework.referrals.sections"


class Ticking(QObject):
    """What she ticks in a list, for one referral at a time.

    Signals:
        drawn: a tick is drawn; what else shows the ticks is to be drawn too.
        note_stored: the id of the indicator whose note is written.
        saved: what the change returned (casework's Done).
        refused: why something could not be written; what was before is drawn again.
    """

    drawn = Signal()
    note_stored = Signal(str)
    saved = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session, shown: IndicatorList) -> None:
        super().__init__(shown)
        self._session, self._list = session, shown
        self._referral_id = ""
        self._pending = 0
        self._undo: list[str] = []

    @property
    def is_writing(self) -> bool:
        """True while something that is drawn is not written yet."""
        return self._pending > 0

    def begin(self, referral_id: str) -> None:
        """Tick for this referral from now on; nothing of the one before can be taken back."""
        self._referral_id = referral_id
        self._undo.clear()

    def toggle(self, indicator_id: str) -> None:
        """Tick what is not ticked, untick what is; Ctrl+Z takes it back."""
        self._undo.append(indicator_id)
        self._toggle(indicator_id)

    def undo(self) -> None:
        """Take the last tick or untick back."""
        if not self._undo:
            return
        indicator_id = self._undo.pop()
        self._toggle(indicator_id)
        self._list.go_to(indicator_id)

    def write_note(self, indicator_id: str, note: str) -> None:
        """Write the note to a tick."""
        before = self._list.lines.notes.get(indicator_id, "")
        self._list.lines.set_note(indicator_id, note)
        self._store(indicator_id, True, note, lambda: self._list.lines.set_note(indicator_id, before))

    def _toggle(self, indicator_id: str) -> None:
        ticked = indicator_id not in self._list.lines.ticked
        self._draw(indicator_id, ticked)
        self._say(indicator_id, ticked)
        self._store(indicator_id, ticked, None, lambda: self._draw(indicator_id, not ticked))

    def _draw(self, indicator_id: str, ticked: bool) -> None:
        self._list.lines.set_tick(indicator_id, ticked)
        self.drawn.emit()

    def _say(self, indicator_id: str, ticked: bool) -> None:
        head = self._list.lines.head_above(self._list.lines.row_of(indicator_id))
        if head is not None:
            state = "Ticked" if ticked else "No longer ticked"
            announce(self._list, f"{state}. {head.title}: {head.count_words(self._list.lines.ticked)}")

    def _store(self, indicator_id: str, ticked: bool, note: str | None, back: Callable[[], None]) -> None:
        """Write a tick and its note; where that is refused, show what was before and say why."""
        referral_id = self._referral_id
        self._pending += 1

        def work(vault: "Vault") -> "Done":
            done: Done = load(_SECTIONS).tick(
                vault, referral_id=referral_id, indicator_id=indicator_id, ticked=ticked, note=note
            )
            return done

        def settle(done: "Done") -> None:
            self._pending -= 1
            if note is not None:
                self.note_stored.emit(indicator_id)
            self.saved.emit(done)

        def refused(error: UserError) -> None:
            self._pending -= 1
            if isinstance(error, VaultIsLocked):
                return  # the desk locked as the note was left: the page is gone, and its words are a draft
            back()
            self.refused.emit(str(error))

        self._session.change(work, settle, refused)
