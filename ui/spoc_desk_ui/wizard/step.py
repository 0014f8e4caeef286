"""What every step of the wizard is."""

from PySide6.QtWidgets import QWidget

from ..theme import L
from ..widgets.banner import Line
from ..widgets.field import Field
from ..widgets.surface import column, row
from ..widgets.words import Words


class Step(QWidget):
    """A heading, a sentence and fields. `title` is the word in the list of steps."""

    title = ""

    def __init__(self, heading: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.column = column(self, spacing=L)
        self.column.addWidget(Words(heading, "title", parent=self))
        self.column.addWidget(Words(sentence, "muted", parent=self))

    def problems(self) -> list[Line]:
        """Return what must be put right before going on; the line's field is a key of `fields`."""
        return []

    def first_focus(self) -> QWidget:
        """Return the widget that gets the focus when the step is shown."""
        first = next(iter(self.fields.values()), None)
        return first.inner.text_edit() if first is not None else self

    def show_problem_words(self, problems: list[Line]) -> None:
        """Put each problem's words beside its field too."""
        words = {line.field: line.sentence for line in problems}
        for key, each in self.fields.items():
            each.set_error(words.get(key, ""))

    def add_field(self, key: str, field: Field) -> Field:
        """Add a field under *key* and return it."""
        self.fields[key] = field
        self.column.addWidget(field)
        return field

    def add_row(self, *fields: tuple[str, Field]) -> None:
        """Add fields side by side."""
        line = row(spacing=L)
        for key, each in fields:
            self.fields[key] = each
            line.addWidget(each, 1)
        self.column.addLayout(line)

    def text(self, key: str) -> str:
        """Return the answer of one field as text."""
        value = self.fields[key].value()
        return value if isinstance(value, str) else ", ".join(value)
