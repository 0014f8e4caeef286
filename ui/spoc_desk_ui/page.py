"""What every page of the desk is: a widget that shows one place and emits wishes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from .captures import Captures
from .clipboard import Clipboard
from .session import Session
from .theme import Theme

if TYPE_CHECKING:
    from spoc_desk.deadlines.calendar import Calendar


@dataclass(frozen=True)
class Tools:
    """What a page may use, handed in by the composition root."""

    session: Session
    calendar: "Calendar"
    clipboard: Clipboard
    theme: Theme
    captures: Captures | None = None


class Page(QWidget):
    """The base of all pages. A page never imports another page; it asks for places by name.

    Signals:
        place_requested: (place name, ids as a dict) show another place.
        notice_requested: (words, kind "ok" | "info" | "warn" | "error") a line above the page.
        toast_requested: (words, undo or None) something small that can be undone for ten seconds.
        filled: the page now shows its data.
        reference_changed: the case reference for the window title; "" for none.
        back_requested: the place before this one, as Alt+Left.
        copy_requested: words for the clipboard; it is emptied after twenty seconds.
    """

    place_requested = Signal(str, object)
    notice_requested = Signal(str, str)
    toast_requested = Signal(str, object)
    reference_changed = Signal(str)
    back_requested = Signal()
    copy_requested = Signal(str)
    filled = Signal()

    leaves_a_trace = True
    """Whether the desk may keep over a lock that this page was open."""

    def open(self, ids: Mapping[str, str]) -> None:
        """Show what *ids* name: called by the shell each time the place is opened."""

    def open_ids(self) -> dict[str, str]:
        """Return the ids that bring the reader back to exactly here; kept (encrypted) over a lock."""
        return {}

    def first_focus(self) -> QWidget | None:
        """Return the widget that should have the focus after opening."""
        return None

    def topic(self) -> str:
        """Return what is shown, for the guide: "exchange/arrival"; "" for the place as a whole."""
        return ""

    def keep_text(self) -> None:
        """Save half-typed text now: called before a lock and when another place is opened."""

    def new_requested(self) -> bool:
        """Ctrl+N. Return True where this page made something new."""
        return False

    def print_requested(self) -> bool:
        """Ctrl+P. Return True where this page can print."""
        return False

    def save_requested(self) -> bool:
        """Ctrl+S. Return True where this page saved."""
        return False

    def filter_requested(self) -> bool:
        """Ctrl+F. Return True where this page has a filter and gave it the focus."""
        return False


@dataclass(frozen=True)
class Place:
    """One place of the desk: its name, how the rail shows it, and how its page is made on first use."""

    name: str
    title: str
    icon: str
    make: Callable[[Tools], Page]
    on_rail: bool = True
    seen_by: tuple[str, ...] = ()
    """Words of casework.may_see: the place is there for who sees one of them; empty for everybody."""
    done_by: tuple[str, ...] = ()
    """Acts of casework.may_do: the place is there for who may do one of them; empty for everybody."""
