"""What a hand-over file takes along or brings: cases, records by kind, files, and what stands against it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..parts.flowing import flowing
from ..theme import XS, M
from ..widgets.card import Card
from ..widgets.notice import Notice
from ..widgets.surface import column

if TYPE_CHECKING:
    from spoc_desk.casework.leaks import FieldLeak

_CHANGES_SHOWN = 60
_LEAKS_SHOWN = 30


class Travels(QWidget):
    """Drawn anew each time it is filled; empty before.

    Signals:
        place_wanted: the place string of a record in which something was found.
    """

    place_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(self, spacing=M)
        self.said: list[str] = []

    def clear(self) -> None:
        """Show nothing."""
        self.said = []
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()

    def add(self, heading: str, lines: Iterable[str]) -> None:
        """Show a heading with its lines; nothing where there are none."""
        shown = [line for line in lines if line]
        if not shown:
            return
        card = Card(heading, self)
        card.column.setSpacing(XS)
        for line in shown:
            card.column.addWidget(flowing(line, "body", card))
        self._put(card)
        self.said += [heading, *shown]

    def warn(self, words: str, kind: str = "warn") -> None:
        """Show a line in the colours of a warning or an error."""
        self._put(Notice(words, kind, closable=False, parent=self))
        self.said.append(words)

    def show_leaks(self, leaks: "Sequence[FieldLeak]") -> None:
        """Show what the leak scan found, each with the way to its record."""
        for leak in leaks[:_LEAKS_SHOWN]:
            notice = Notice(
                f"{leak.label}: {leak.findings[0].why}",
                "error" if leak.blocks else "warn",
                action="Open" if leak.place else "",
                closable=False,
                parent=self,
            )
            notice.setProperty("place", leak.place)
            notice.acted.connect(self._on_wanted)
            if notice.button is not None:
                notice.button.setAccessibleName(f"Open: {leak.label}")
            self._put(notice)
            self.said.append(notice.words)
        more = len(leaks) - _LEAKS_SHOWN
        if more > 0:
            self.warn(f"And {counted(more, 'more finding', 'more findings')}.")

    def _on_wanted(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.place_wanted.emit(str(sender.property("place")))

    def _put(self, part: QWidget) -> None:
        self._column.addWidget(part)
        part.show()


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def in_size(count: int) -> str:
    """Return a size as people say it."""
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{max(count // 1000, 1)} kB"


def cut(lines: Sequence[str]) -> list[str]:
    """Return at most as many lines as somebody reads, and how many more there are."""
    more = len(lines) - _CHANGES_SHOWN
    return [*lines[:_CHANGES_SHOWN], *([f"And {more:,} more."] if more > 0 else [])]
