"""Settings: what the council decides once, how this window looks, and the vault itself."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ..page import Page, Tools
from ..settings.backups import BackupsSection
from ..settings.clocks import ClocksSection
from ..settings.council import CouncilSection
from ..settings.disputes import DisputesSection
from ..settings.figures import FiguresSection
from ..settings.holidays import HolidaysSection
from ..settings.keeping import KeepingSection
from ..settings.lists import ServicesSection, SystemsSection
from ..settings.look import LookSection
from ..settings.looks import LooksSection
from ..settings.own_area import OwnAreaSection
from ..settings.people import PeopleSection
from ..settings.place_names import PlaceNamesSection
from ..settings.recovery import RecoverySection
from ..settings.referring import AgenciesSection, MashSection
from ..settings.relay import RelaySection
from ..settings.reviewing import ReviewingSection
from ..settings.section import Section
from ..settings.section_list import SectionList
from ..settings.thresholds import ThresholdsSection
from ..settings.vault_section import VaultSection
from ..settings.wording import WordingSection
from ..theme import L, M, S
from ..widgets.surface import column, row
from ..widgets.words import Words

SECTIONS: tuple[type[Section], ...] = (
    CouncilSection,
    OwnAreaSection,
    PlaceNamesSection,
    ClocksSection,
    HolidaysSection,
    SystemsSection,
    ServicesSection,
    MashSection,
    AgenciesSection,
    RelaySection,
    DisputesSection,
    ReviewingSection,
    FiguresSection,
    ThresholdsSection,
    WordingSection,
    LookSection,
    KeepingSection,
    PeopleSection,
    VaultSection,
    BackupsSection,
    RecoverySection,
    LooksSection,
)


class SettingsPage(Page):
    """Sections on the left, one at a time at the right, each made when it is first opened."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._made: dict[str, Section] = {}
        self._kinds = tuple(each for each in SECTIONS if each.is_for(tools.session))
        self._key = self._kinds[0].key
        across = row(self, spacing=0)
        self.sections = SectionList([(each.key, each.title) for each in self._kinds], self)
        self.sections.chosen.connect(self._on_chosen)
        self._stack = QStackedWidget(self)
        side = column(spacing=M)
        side.setContentsMargins(S, L, 0, 0)
        heading = Words("Settings", "heading", wrap=False, parent=self)
        heading.setContentsMargins(L, S, 0, 0)
        side.addWidget(heading)
        side.addWidget(self.sections, 1)
        across.addLayout(side)
        across.addWidget(self._stack, 1)

    def open(self, ids: Mapping[str, str]) -> None:
        wanted = ids.get("section", self._key)
        self._show(wanted if wanted in {each.key for each in self._kinds} else self._kinds[0].key)

    def open_ids(self) -> dict[str, str]:
        return {"section": self._key}

    def topic(self) -> str:
        return self._key

    def first_focus(self) -> QWidget | None:
        return self.sections

    def keep_text(self) -> None:
        for section in self._made.values():
            section.keep_text()

    def save_requested(self) -> bool:
        return self.section().save()

    def print_requested(self) -> bool:
        return self.section().print_now()

    def section(self) -> Section:
        """Return the section that is shown."""
        return self._made[self._key]

    # inside ---------------------------------------------------------------------------------------------------------

    def _show(self, key: str) -> None:
        if self._key in self._made and key != self._key:
            self.section().keep_text()
        self._key = key
        if key not in self._made:
            self._made[key] = self._make(key)
        self.sections.show_current(key)
        self._stack.setCurrentWidget(self.section())
        self.section().show_now()

    def _make(self, key: str) -> Section:
        kind = next(each for each in self._kinds if each.key == key)
        made = kind(self._tools, self._stack)
        made.toast_requested.connect(self.toast_requested)
        made.place_requested.connect(self.place_requested)
        made.filled.connect(self.filled)
        self._stack.addWidget(made)
        return made

    def _on_chosen(self, key: str) -> None:
        self._show(key)
        self.sections.setFocus(Qt.FocusReason.OtherFocusReason)
