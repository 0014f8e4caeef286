"""A question on a page: label above, hint, the input, why we ask, and below it what is wrong with the answer."""

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ..theme import XS
from .answering import Answer, Answering, Marked, Underlining
from .restyle import restyle
from .surface import column
from .words import Words

WIDTHS = {"short": 16, "medium": 36, "long": 64}


class Field(QWidget):
    """A labelled input. The label is its buddy and its accessible name.

    `width` is "short", "medium", "long" or "" (as wide as the page): a field is about as wide as its usual answer.

    Signals:
        edited: the person changed the answer.
    """

    edited = Signal()

    def __init__(
        self,
        label: str,
        inner: Answering,
        *,
        hint: str = "",
        why: str = "",
        width: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.inner = inner
        self._width = width
        self._label_text = label
        self._widget = cast(QWidget, inner)
        layout = column(self, spacing=XS)
        self.label = Words(label, "strong", parent=self)
        self._hint = Words(role="muted", parent=self)
        self._wrong = Words(role="error", parent=self)
        self._leak = Words(role="error", parent=self)
        self._why = Words(role="small", parent=self)
        for part in (self.label, self._hint, self._wrong, self._widget, self._leak, self._why):
            layout.addWidget(part)
        layout.setAlignment(self._widget, Qt.AlignmentFlag(0))
        self._hint.say(hint)
        self._why.say(f"Why we ask: {why}" if why else "")
        self._wrong.hide()
        self._leak.hide()
        self._name_inner(hint)
        inner.edited.connect(self._on_edited)
        self._fit()

    def value(self) -> Answer:
        """Return the answer."""
        return self.inner.value()

    def set_value(self, value: Answer) -> None:
        """Show *value*."""
        self.inner.set_value(value)

    def take_focus(self) -> None:
        """Give the input the focus, as a jump from the summary does."""
        self.inner.text_edit().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_error(self, sentence: str) -> None:
        """Say what to do about the answer; an empty sentence clears it."""
        self._wrong.say(sentence)
        _mark(self.inner.text_edit(), bool(sentence))
        self._describe()

    @property
    def error(self) -> str:
        """The sentence shown with the answer, or ""."""
        return self._wrong.text()

    def set_findings(self, findings: tuple[Marked, ...]) -> None:
        """Underline places that may say too much and say why below, each reason once."""
        if isinstance(self.inner, Underlining):
            self.inner.set_findings(findings)
        reasons = dict.fromkeys(each.why for each in findings)
        self._leak.say("\n".join(f"▲ {reason}" for reason in reasons))
        self._leak.set_role("error" if any(each.severity == "high" for each in findings) else "warn")
        self._describe()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _name_inner(self, hint: str) -> None:
        edit = self.inner.text_edit()
        self._widget.setAccessibleName(self._label_text)
        edit_owner = self._widget if edit is not self._widget else edit
        if not edit.accessibleName() or isinstance(edit, QLabel):
            edit.setAccessibleName(self._label_text)
        edit_owner.setAccessibleDescription(hint)
        self.label.setBuddy(self._widget)

    def _describe(self) -> None:
        parts = (self._wrong.text(), self._leak.text(), self._hint.text())
        self.inner.text_edit().setAccessibleDescription(". ".join(part for part in parts if part))

    def _fit(self) -> None:
        if self._width:
            letters = "n" * WIDTHS[self._width]
            self._widget.setMaximumWidth(self.fontMetrics().horizontalAdvance(letters) + 24)

    def _on_edited(self) -> None:
        if self._wrong.text():
            self.set_error("")
        self.edited.emit()


def _mark(edit: QWidget, wrong: bool) -> None:
    edit.setProperty("wrong", "true" if wrong else "false")
    restyle(edit)
