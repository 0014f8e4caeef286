"""Choosing a password: five words offered, strength in words, typed a second time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ..password_words import offer_words, strength
from ..theme import L, M, S
from .buttons import Button
from .card import Card
from .field import Field
from .password_field import PasswordField
from .surface import column, row
from .words import Words


class NewPassword(QWidget):
    """Two lines and an offer. `password` is "" until both lines agree and the password will do.

    Signals:
        edited: something was typed.
        entered: Enter in the second line.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=L)
        offer = Card("Five words, only for you", self)
        self._offer = Words(role="code", parent=offer)
        offer.column.addWidget(self._offer)
        line = row(spacing=S)
        another = Button("Offer five others", "link", parent=offer)
        another.clicked.connect(self.offer_again)
        line.addWidget(another)
        line.addStretch(1)
        offer.column.addLayout(line)
        layout.addWidget(offer)
        self._first_line = PasswordField(self)
        self.first = Field("Password", self._first_line, hint="Use the words above, or your own.", width="long")
        layout.addWidget(self.first)
        judged = row(spacing=M)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 3)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName("Strength")
        self._judged = Words(role="muted", parent=self)
        judged.addWidget(self._bar)
        judged.addWidget(self._judged, 1)
        layout.addLayout(judged)
        self._second_line = PasswordField(self)
        self.second = Field("The same password again", self._second_line, width="long")
        layout.addWidget(self.second)
        self._first_line.edited.connect(self._on_edited)
        self._second_line.edited.connect(self._on_edited)
        self._second_line.entered.connect(self.entered)
        self.setFocusProxy(self._first_line.line)
        self.offer_again()
        self._judge()

    def offer_again(self) -> None:
        """Offer five other words."""
        self._offer.setText(offer_words())

    def offered(self) -> str:
        """Return the words offered."""
        return self._offer.text()

    def problem(self) -> str:
        """Return what to do before this password can be used, or ""."""
        judged = strength(self._first_line.value())
        if not self._first_line.value():
            return "Choose a password"
        if not judged.will_do:
            return judged.words
        if self._second_line.value() != self._first_line.value():
            return "Type the same password in both lines"
        return ""

    def password(self) -> str:
        """Return the password once it will do, else ""."""
        return "" if self.problem() else self._first_line.value()

    def clear(self) -> None:
        """Empty both lines and forget the words."""
        self._first_line.clear()
        self._second_line.clear()
        self._offer.setText("")
        self._judge()

    def _on_edited(self) -> None:
        self._judge()
        self.edited.emit()

    def _judge(self) -> None:
        judged = strength(self._first_line.value())
        self._bar.setValue(judged.step)
        self._judged.setText(judged.words)
        self._judged.set_role("ok" if judged.step == 3 else "muted")
