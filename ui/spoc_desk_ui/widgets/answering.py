"""What every input widget can do, whatever it looks like."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

Answer = str | tuple[str, ...]


class Answering(Protocol):
    """A widget that holds one answer: text, an ISO date, a choice id, or the ids of the ticks; "" is not provided."""

    @property
    def edited(self) -> SignalInstance:
        """Emitted whenever the person changed the answer."""

    def value(self) -> Answer:
        """Return the answer."""

    def set_value(self, value: Answer) -> None:
        """Show *value* without emitting `edited`."""

    def text_edit(self) -> QWidget:
        """Return the widget that takes the keys."""


class Marked(Protocol):
    """A place in a text that may say too much; `why` never repeats the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def severity(self) -> str: ...
    @property
    def why(self) -> str: ...


@runtime_checkable
class Underlining(Protocol):
    """An input that can underline places in its text."""

    def set_findings(self, findings: tuple[Marked, ...]) -> None:
        """Underline *findings*; none takes the lines away."""


def as_text(value: Answer) -> str:
    """Return *value* as one string."""
    return value if isinstance(value, str) else ", ".join(value)


def as_ids(value: Answer) -> tuple[str, ...]:
    """Return *value* as a tuple of ids."""
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(value)
