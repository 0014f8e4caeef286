"""Which list of place names the leak check knows on this computer, where it comes from, and how it grows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import UserError

from ..lazy import load
from ..page import Tools
from ..theme import XS
from ..widgets.surface import column
from ..widgets.words import Words
from .section import Section

if TYPE_CHECKING:
    from spoc_desk.sanitise.gazetteer.names import About

_FACTS = (
    ("version", "Which list"),
    ("count", "How many names"),
    ("sources", "Where they come from"),
    ("attribution", "Licences"),
)
_MORE = "IT adds more with this command; it asks for nothing on the network:"
IMPORT = "spoc-desk-cli gazetteer import FILE"


class PlaceNamesSection(Section):
    """Facts to read; nothing to change here."""

    key = "place_names"
    title = "Place names"
    intro = "The leak check looks for these names in prints, notes and files. They lie on this computer."

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.facts = {key: Words(parent=self) for key, _label in _FACTS}
        for key, label in _FACTS:
            self.facts[key].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            pair = column(spacing=XS)
            pair.addWidget(Words(label, "muted", parent=self))
            pair.addWidget(self.facts[key])
            self.column.addLayout(pair)
        self.command = Words(IMPORT, "strong", parent=self)
        self.command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for words in (Words(_MORE, parent=self), self.command):
            self.column.addWidget(words)
        self.column.addStretch(1)

    def show_now(self) -> None:
        self.session.run_outside(_about, self._on_about, self._on_failed)

    def _on_about(self, about: "About") -> None:
        self.facts["version"].setText("\n".join(about.version.split(" + ")))
        self.facts["count"].setText(f"{about.count:,}")
        self.facts["sources"].setText("\n".join(_named(about.sources)))
        self.facts["attribution"].setText("\n".join(about.attribution))
        self.filled.emit()

    def _on_failed(self, error: UserError) -> None:
        self.facts["version"].setText(str(error))
        self.filled.emit()


def _named(sources: tuple[str, ...]) -> list[str]:
    """Return the sources for people: the program's own lists counted, for they have names of files."""
    own = [source for source in sources if source == source.lower()]
    more = [source for source in sources if source != source.lower()]
    return [f"{len(own)} lists that come with the program: councils, counties, towns, schools, health and more", *more]


def _about() -> "About":
    found: About = load("spoc_desk.sanitise.gazetteer.store").in_use().about
    return found
