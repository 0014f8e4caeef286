"""Cover: what a colleague left for you to read, what deputies did for you, and a pack for who covers for you."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.casework.change import What

from ..handover.errand import Errand
from ..handover.pack_card import PACKS, PackCard
from ..handover.pack_form import PackForm
from ..lazy import load
from ..page import Page, Tools
from ..parts.flowing import flowing
from ..place_strings import split_place
from ..theme import XL, XS, L, M
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change, Done
    from spoc_desk.casework.handover.choosing import Choice
    from spoc_desk.casework.handover.packs import BackNote, PackView
    from spoc_desk.vault.vault import Vault

    Facts = tuple[tuple[PackView, ...], tuple[BackNote, ...], tuple[Choice, ...]]

_CHOOSING = "spoc_desk.casework.handover.choosing"
_CAME_BACK = "Enter each in its case, then say so here; it leaves this list."


class DeputyPacksPage(Page):
    """Packs to read first, then what came back, then making one."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._calendar = tools.session, tools.calendar
        self.cards: list[PackCard] = []
        self.entered: dict[str, Button] = {}
        area = ScrollColumn(self, widest=900, margin=XL, spacing=L)
        column(self, spacing=0).addWidget(area)
        area.column.addWidget(Words("Deputy packs", "title", parent=self))
        self.errand = Errand(self._session, self)
        area.column.addWidget(self.errand)
        self._packs = column(spacing=L)
        area.column.addLayout(self._packs)
        self.form = PackForm(self._session, self.errand, self)
        self.form.travels.place_wanted.connect(lambda place: self.place_requested.emit(*split_place(place)))
        area.column.addWidget(self.form)
        area.column.addStretch(1)
        self._session.changed.connect(self._on_changed)
        self._session.locked.connect(self._clear)

    def open(self, ids: Mapping[str, str]) -> None:
        self._load()

    def first_focus(self) -> QWidget | None:
        return self.form.desk.inner.text_edit()

    def _load(self) -> None:
        self._session.run(_facts, self._on_facts, self.errand.fail)

    def _on_facts(self, facts: "Facts") -> None:
        packs, notes, desks = facts
        self._clear()
        for pack in packs:
            card = PackCard(pack, self._session, self.errand, self._calendar, self)
            self.cards.append(card)
            self._packs.addWidget(card)
            card.show()
        if notes:
            came_back = self._came_back(notes)
            self._packs.addWidget(came_back)
            came_back.show()
        self.form.show_desks(desks)
        self.filled.emit()

    def _came_back(self, notes: "tuple[BackNote, ...]") -> Card:
        card = Card("What deputies did while they covered for you", self)
        card.column.setSpacing(M)
        card.column.addWidget(flowing(_CAME_BACK, "muted", card))
        for each in notes:
            part = QWidget(card)
            inside = column(part, spacing=XS)
            inside.addWidget(flowing(f"{each.note.case_ref}: {each.note.what_was_done}", "body", part))
            inside.addWidget(flowing(each.done_words, "small", part))
            line = row(spacing=M)
            done = Button("It is entered in the case", parent=part)
            done.clicked.connect(lambda _checked=False, note_id=each.note.id: self.mark_entered(note_id))
            self.entered[each.note.id] = done
            line.addWidget(done)
            case_id = each.note.case_id
            if case_id:
                go = Button("Open the case", "quiet", icon_name="arrow-right", parent=part)
                go.clicked.connect(
                    lambda _checked=False, case_id=case_id: self.place_requested.emit("case", {"case_id": case_id})
                )
                line.addWidget(go)
            line.addStretch(1)
            inside.addLayout(line)
            card.column.addWidget(part)
        return card

    def mark_entered(self, note_id: str) -> None:
        """Take one off the list: it stands in its case now."""

        def work(vault: "Vault") -> "Done":
            done: Done = load(PACKS).mark_entered(vault, note_id=note_id)
            return done

        self._session.change(work, None, self.errand.fail)

    def _clear(self) -> None:
        self.cards, self.entered = [], {}
        while (item := self._packs.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()

    def _on_changed(self, change: "Change") -> None:
        if self.isVisible() and change.what is What.HANDOVER:
            self._load()


def _facts(vault: "Vault") -> "Facts":
    room = load(PACKS)
    return room.packs(vault), room.hand_back_list(vault), load(_CHOOSING).desks_to_seal_for(vault)
