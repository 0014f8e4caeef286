"""How a referral is sent, step by step, and where to: the program sends nothing by itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ...forms.flow import Flow
from ...parts.flowing import flowing
from ...theme import M, S
from ...widgets.buttons import Button
from ...widgets.card import Card
from ...widgets.surface import column

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Mash

_NOT_KNOWN = "not entered yet (Settings, Referrals)"


class SendingGuide(QWidget):
    """The way to the MASH.

    Signals:
        copied: words for the clipboard.
    """

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=M)
        self._steps = flowing("", "body", self)
        layout.addWidget(self._steps)
        self._card = Card("The MASH", self)
        self._lines = flowing("", "body", self._card)
        self._card.column.addWidget(self._lines)
        line = QWidget(self._card)
        flow = Flow(line, spacing=S)
        self.copy_phone = Button("Copy the phone number", "quiet", icon_name="copy", parent=line)
        self.copy_mail = Button("Copy the e-mail address", "quiet", icon_name="copy", parent=line)
        self.copy_phone.clicked.connect(self._on_copy)
        self.copy_mail.clicked.connect(self._on_copy)
        flow.addWidget(self.copy_phone)
        flow.addWidget(self.copy_mail)
        self._card.column.addWidget(line)
        layout.addWidget(self._card)

    @property
    def steps(self) -> str:
        """The steps as they stand there."""
        return self._steps.text()

    def show_guide(self, mash: "Mash", hours: int, *, sent: bool) -> None:
        """Show where to and how; the steps only before it was sent."""
        call = mash.phone or "the MASH"
        steps = (
            f"1  Where a child may be at risk now, phone {call} first. The form follows within {hours} hours, the "
            "limit your council has set.",
            "2  Print the form and have it signed. An edit afterwards voids the paper and makes a new version.",
            f"3  Send it yourself: by secure e-mail to {mash.email or 'the MASH'}, or by hand. "
            "This program is offline and sends nothing.",
            "4  Come back here and mark it as sent: the one working day for the answer begins.",
        )
        self._steps.say("" if sent else "\n".join(steps))
        lines = [
            mash.name,
            f"Phone: {mash.phone or _NOT_KNOWN}",
            f"Secure e-mail: {mash.email or _NOT_KNOWN}",
            f"Outside office hours: {mash.out_of_hours}" if mash.out_of_hours else "",
        ]
        self._lines.setText("\n".join(line for line in lines if line))
        for button, words in ((self.copy_phone, mash.phone), (self.copy_mail, mash.email)):
            button.setVisible(bool(words))
            button.setProperty("words", words)

    def _on_copy(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.copied.emit(str(sender.property("words")))
