"""Say something to a screen reader without moving the focus."""

from PySide6 import QtGui  # its accessibility types are made on first use, after the first paint
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Announce *words*: politely, or at once where it is an error."""
    if not words:
        return
    event = QtGui.QAccessibleAnnouncementEvent(widget, words)
    politeness = QtGui.QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QtGui.QAccessible.updateAccessibility(event)
