"""What somebody may not do is not there: no button, no key, no form. Never grey (domain 1.20).

Whose an act is says casework.may_do; the window asks its session and leaves out what is not hers.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from .session import Session

RECORDS: Final = "recorded a notification"
BEGINS: Final = "began a referral"
CAPTURES: Final = "captured a RELAY notification"
BACKS_UP: Final = "verified a backup"
SEALS: Final = "sealed a hand-over"
TAKES_IN: Final = "took in a hand-over"
"""The acts with which a record begins: their pages and buttons are there for whose acts they are."""
_MARK: Final = "stays_absent"


class _Absence(QObject):
    """Keeps a widget away, whoever shows it later."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            watched.hide()
        return False


def leave_out(*widgets: QWidget) -> None:
    """Take widgets away for good; showing one later does not bring it back."""
    for widget in widgets:
        if widget.property(_MARK):
            continue
        widget.setProperty(_MARK, True)
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        widget.installEventFilter(_Absence(widget))
        widget.hide()


def is_left_out(widget: QWidget) -> bool:
    """Say whether a widget was taken away for good."""
    return bool(widget.property(_MARK))


def only_for(session: Session, acts: tuple[str, ...], *widgets: QWidget) -> None:
    """Take widgets away from who may do none of these acts."""
    if not session.may(*acts):
        leave_out(*widgets)


def leave_out_buttons(view: QWidget, *, but: tuple[QAbstractButton, ...]) -> None:
    """Take every button of *view* away, but for those that only read."""
    leave_out(*(button for button in view.findChildren(QAbstractButton) if button not in but))
