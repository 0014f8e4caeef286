"""This desk and the desks it knows: its own card, meeting another desk, taking one off the list."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.casework.change import What
from spoc_desk.machine.files import write_atomic

from ..absence import only_for
from ..forms.flow import Flow
from ..handover.errand import Errand
from ..handover.known_desk import KnownDesk
from ..handover.meeting import Meeting, roles_of_desks
from ..lazy import load
from ..page import Page, Tools
from ..parts.flowing import flowing
from ..place_strings import split_place
from ..printing.save_place import SavePlace
from ..tab_order import read_on
from ..theme import XL, L, M
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.surface import ScrollColumn, Surface, column, row
from ..widgets.text_field import TextField
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change, Done
    from spoc_desk.casework.handover.desks import DeskLine, OwnDeskView
    from spoc_desk.vault.vault import Vault

_DESKS = "spoc_desk.casework.handover.desks"
_FILE = "desk-card.spocdesk"
_FIRST = "Give this desk a name that the others will know it by. It gets keys of its own; they never leave this vault."
_OWN = (
    "The card holds no secret and may travel any way. What counts is that both of you read the six words aloud and "
    "compare them."
)
_RENEW = (
    "For the day when somebody who could open this vault leaves, or a copy of it was lost. Every desk that knows this "
    "one has to meet it anew, and files that are on their way to it open no more."
)


class HandoverDesksPage(Page):
    """Our own card first, then the list, then meeting another."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self.own: OwnDeskView | None = None
        area = ScrollColumn(self, widest=900, margin=XL, spacing=L)
        column(self, spacing=0).addWidget(area)
        area.column.addWidget(Words("This desk and others", "title", parent=self))
        self.errand = Errand(self._session, self)
        area.column.addWidget(self.errand)
        self._add_set_up(area)
        self._add_own(area)
        self.list = Card("Desks we know", self)
        self.list.column.setSpacing(M)
        area.column.addWidget(self.list)
        self.meeting = Meeting(self._session, self.errand, self)
        self.meeting.met.connect(self._on_met)
        area.column.addWidget(self.meeting)
        area.column.addStretch(1)
        self._session.changed.connect(self._on_changed)
        self._session.locked.connect(self._forget)
        for part in (self.set_up, self.card, self.list, self.meeting):
            part.hide()

    def open(self, ids: Mapping[str, str]) -> None:
        self.meeting.forget()
        self._load()

    def first_focus(self) -> QWidget | None:
        return self.name.inner.text_edit() if self.own is None else self.save

    def print_requested(self) -> bool:
        if self.own is None or not self._session.may("printed a copy"):
            return False
        self._on_paper()
        return True

    # our own --------------------------------------------------------------------------------------------------------

    def _add_set_up(self, area: ScrollColumn) -> None:
        self.set_up = Card("Set this desk up", self)
        self.set_up.column.setSpacing(M)
        self.set_up.column.addWidget(flowing(_FIRST, "muted", self))
        self.name = Field("What is this desk called?", TextField(), hint="Such as “Office of the DCS”.", width="long")
        self.role = Field("Whose desk is it?", ChoiceBox(roles_of_desks()), width="long")
        self.make = Button("Set this desk up", "primary", icon_name="key", parent=self)
        self.make.clicked.connect(self.set_up_desk)
        for part in (self.name, self.role):
            self.set_up.column.addWidget(part)
        self.set_up.column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        area.column.addWidget(self.set_up)

    def _add_own(self, area: ScrollColumn) -> None:
        self.card = Card(" ", self)
        self.card.column.setSpacing(M)
        self.card.column.addWidget(flowing(_OWN, "muted", self))
        self.card.column.addWidget(Words("Six words to read aloud", "strong", parent=self))
        self.words = Words("", "code", parent=self)
        self.words.setAccessibleName("The six words of this desk")
        self.card.column.addWidget(self.words)
        self.card.column.addWidget(Words("The card as a code", "strong", parent=self))
        self.code = Words("", "code", parent=self)
        self.code.setAccessibleName("The code of this desk's card")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.card.column.addWidget(self.code)
        self.save = Button("Save our card as a file…", "primary", icon_name="save", parent=self)
        self.place = SavePlace(self)
        self.place.chosen.connect(self.save_card)
        self.save.clicked.connect(
            lambda: self.place.ask("Save our card", _FILE, kind="Cards of desks", suffix="spocdesk")
        )
        self.paper = Button("Print our card", icon_name="print", parent=self)
        self.paper.clicked.connect(self._on_paper)
        only_for(self._session, ("printed a copy",), self.paper)
        self.renew = Button("Give this desk new keys", "quiet", parent=self)
        self.renew.clicked.connect(self._on_renew)
        line = Flow(spacing=M)
        for button in (self.save, self.paper, self.renew):
            line.addWidget(button)
        self.card.column.addLayout(line)
        self._add_renewing()
        area.column.addWidget(self.card)

    def _add_renewing(self) -> None:
        self.renewing = Surface("warn", self)
        inside = column(self.renewing, margin=M, spacing=M)
        inside.addWidget(flowing(_RENEW, "body", self.renewing))
        line = row(spacing=M)
        self.sure = Button("Give it new keys", "danger", parent=self.renewing)
        self.sure.clicked.connect(self.renew_keys)
        leave = Button("Leave it", parent=self.renewing)
        leave.clicked.connect(self.renewing.hide)
        for button in (self.sure, leave):
            line.addWidget(button)
        line.addStretch(1)
        inside.addLayout(line)
        self.card.column.addWidget(self.renewing)
        self.renewing.hide()

    def _on_renew(self) -> None:
        self.renewing.show()
        self.sure.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_paper(self) -> None:
        self.place_requested.emit(*split_place("print/desk-card/-"))

    def renew_keys(self) -> None:
        """Make new keys and erase the old ones."""
        self.renewing.hide()

        def work(vault: "Vault") -> "Done":
            done: Done = load(_DESKS).renew_keys(vault)
            return done

        said = "This desk has new keys. Every desk that knew it has to meet it anew."
        self._session.change(work, lambda _done: self.errand.say(said, "ok"), self.errand.fail)

    def set_up_desk(self) -> None:
        """Store name and role; keys are made."""
        name, role = str(self.name.value()), str(self.role.value())
        self.name.set_error("" if name else "Give the desk a name")
        self.role.set_error("" if role else "Choose whose desk it is")
        if not (name and role):
            (self.name if not name else self.role).take_focus()
            return

        def work(vault: "Vault") -> "Done":
            done: Done = load(_DESKS).set_up_desk(vault, name=name, role=role)
            return done

        self._session.change(work, lambda _done: self.errand.say("This desk is set up.", "ok"), self.errand.fail)

    def save_card(self, path: Path) -> None:
        """Write our card to *path*."""

        def work(vault: "Vault") -> None:
            write_atomic(path, load(_DESKS).card_file(vault))

        said = f"{path.name} is saved. It holds no secret; give it to the other desk."
        self._session.run(work, lambda _none: self.errand.say(said, "ok"), self.errand.fail)

    # the others -----------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        self._session.run(_facts, self._on_facts, self.errand.fail)

    def _on_facts(self, found: "tuple[OwnDeskView | None, tuple[DeskLine, ...]]") -> None:
        self.own, lines = found
        own = self.own
        for part, shown in ((self.set_up, own is None), (self.card, own is not None), (self.meeting, own is not None)):
            part.setVisible(shown)
        if own is not None:
            self.card.head.say("This desk", f"{own.name} · {own.role.label}")
            self.words.setText(own.words)
            self.code.setText(own.code)
        self._draw(lines)
        self.filled.emit()

    def _draw(self, lines: "tuple[DeskLine, ...]") -> None:
        while (item := self.list.column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for line in lines:
            part = KnownDesk(line, self._session, self.errand, self.list)
            self.list.column.addWidget(part)
            part.show()
        self.list.setVisible(bool(lines))
        read_on(self.card, self.list, self.meeting)

    def _on_met(self, name: str) -> None:
        self.errand.say(f"{name} is on the list. You can seal cases for it, and take in what it seals for you.", "ok")

    def _on_changed(self, change: "Change") -> None:
        if self.isVisible() and change.what is What.HANDOVER:
            self._load()

    def _forget(self) -> None:
        self.own = None
        self.meeting.forget()
        for label in (self.words, self.code):
            label.setText("")
        self._draw(())


def _facts(vault: "Vault") -> "tuple[OwnDeskView | None, tuple[DeskLine, ...]]":
    room = load(_DESKS)
    return room.own_desk(vault), room.known_desks(vault)
