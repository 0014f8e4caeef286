"""Below the sentence of the stop page: what the office said, or the field in which the office says it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..absence import only_for
from ..lazy import load
from ..session import Session
from ..theme import L, M
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.note_field import NoteField
from ..widgets.surface import Surface, column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.restricted.releases import Stop
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

_HEAD = "The answer of the office"
_HINT = "Who decided it, and what the referrer must mind. She reads only that the office released it"


class ReleasePanel(Surface):
    """For those who speak for the office a field and a button; for everybody else nothing at all.

    What is typed here is kept nowhere before it is sent.

    Signals:
        released: the office has let this referral go on.
    """

    released = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._session = session
        self._referral_id = ""
        inner = column(self, margin=L, spacing=M)
        inner.addWidget(Words(_HEAD, "heading", wrap=False, parent=self))
        self.words = Field("What does the office say?", NoteField(), hint=_HINT, width="long", parent=self)
        inner.addWidget(self.words)
        self.button = Button("&Release it for these people", parent=self)
        self.button.clicked.connect(self.submit)
        line = row(spacing=M)
        line.addWidget(self.button)
        line.addStretch(1)
        inner.addLayout(line)
        self.hide()
        only_for(session, ("released a referral",), self)

    def show_for(self, referral_id: str) -> None:
        """Ask how this referral stands, and show what the person at the desk may do."""
        if referral_id != self._referral_id:
            self._clear()
        self._referral_id = referral_id

        def work(vault: "Vault") -> "Stop":
            stop: Stop = load("spoc_desk.casework.restricted.releases").stop_of(vault, referral_id)
            return stop

        self._session.run(work, self._on_stop)

    def submit(self) -> None:
        """Release it with the words typed."""
        referral_id, words = self._referral_id, str(self.words.value())
        self.words.set_error("")

        def work(vault: "Vault") -> "Done":
            releases = load("spoc_desk.casework.restricted.releases")
            done: Done = releases.release(vault, referral_id=referral_id, words=words)
            return done

        self._session.change(work, self._on_released, self._on_refused)

    def _clear(self) -> None:
        self.words.set_value("")
        self.words.set_error("")
        self.hide()

    def _on_stop(self, stop: "Stop") -> None:
        self.setVisible(stop.stopped and not stop.released and stop.may_release)

    def _on_released(self, _done: "Done") -> None:
        self._clear()
        announce(self, "Released")
        self.released.emit()

    def _on_refused(self, error: "UserError") -> None:
        self.words.set_error(str(error))
        self.words.take_focus()
