"""Handing cases over: to whom, which, what travels, where to; then they can only be read here."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.roles import DIRECTORS_OFFICES

from ..forms.flow import Flow
from ..handover.errand import COPIES, Errand
from ..handover.travels import Travels, counted, in_size
from ..lazy import load
from ..page import Page, Tools
from ..parts.flowing import flowing
from ..place_strings import split_place
from ..tab_order import read_on
from ..theme import XL, L, M
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.options import Options
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.text_field import NumberField, TextField
from ..widgets.tick_list import TickList
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.handover.choosing import Choice
    from spoc_desk.casework.handover.sealing import SealPreview
    from spoc_desk.casework.handover.writing import Sealed
    from spoc_desk.vault.vault import Vault

    from ..long_job import Told

_CHOOSING, _SEALING = "spoc_desk.casework.handover.choosing", "spoc_desk.casework.handover.sealing"
_DESKS = "spoc_desk.casework.handover.desks"
_DECIDING = "spoc_desk.casework.handover.deciding"
_KINDS = (
    ("cases", "Hand the cases over: they can then only be read here"),
    ("copy", "Send a copy to read: the cases stay with you"),
)
_BY = (
    ("cases", "Cases"),
    ("meetings", "A meeting, with what this desk has recorded of its case"),
)
_BY_MEETING = (
    "The notification, the people, the three standards, the LA SPOC and the clocks that run travel with the meeting: "
    "custody is of the whole case. Only meetings of cases that are in your hands are listed."
)
_NO_DESK = "You know no other desk yet. Two desks exchange their cards once, before anything is handed over."
_NO_CASE = "No case is in your hands that could be handed over."
_GONE = (
    "{file} is sealed and was read back. Take the stick out and give it to {desk} yourself. Its code is {code}: say it "
    "on the phone, so that they know they have the right file."
)
_UNASKED = "This system may have answered from its memory: take the stick out, put it in again, and look for the file."


class NewHandoverPage(Page):
    """Nothing is sealed before she has seen exactly what travels; whatever she changes after that asks her to look
    again. What she chose stays while she goes to a record and comes back, until it is sealed or the desk is locked."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._files: tuple[Path, ...] = ()
        self._wanted_case = ""
        self._kept: dict[str, Any] = {}  # Any: the answers of fields
        self.preview: SealPreview | None = None
        self.fields: dict[str, Field] = {}
        area = self.area = ScrollColumn(self, widest=900, margin=XL, spacing=L)
        column(self, spacing=0).addWidget(area)
        area.column.addWidget(Words("Hand over cases", "title", parent=self))
        self.errand = Errand(self._session, self)
        self.errand.busy.connect(self._on_busy)
        area.column.addWidget(self.errand)
        self.missing = flowing("", "muted", self)
        area.column.addWidget(self.missing)
        self.meet = Button("Meet another desk", "primary", icon_name="key", parent=self)
        self.meet.clicked.connect(lambda: self.place_requested.emit("handover_desks", {}))
        area.column.addWidget(self.meet, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = QWidget(self)
        self._questions = column(self.form, spacing=L)
        area.column.addWidget(self.form)
        self._add_files()
        self.travels = Travels(self)
        self.travels.place_wanted.connect(lambda place: self.place_requested.emit(*split_place(place)))
        area.column.addWidget(self.travels)
        self._add_buttons()
        area.column.addStretch(1)
        for part in (self.missing, self.meet, self.form, self.seal, self.back):
            part.hide()
        self._session.locked.connect(self._forget)

    def open(self, ids: Mapping[str, str]) -> None:
        self._kept = {key: field.value() for key, field in self.fields.items()}
        wanted = ids.get("case_id", "")
        if wanted and (wanted != self._wanted_case or wanted not in self._kept.get("case_ids", ())):
            self._kept |= {"by": "cases", "case_ids": (wanted,)}
        self._wanted_case = wanted
        self.errand.say("")
        self._session.run(_choices, self._on_choices, self.errand.fail)

    def open_ids(self) -> dict[str, str]:
        return {"case_id": self._wanted_case} if self._wanted_case else {}

    def first_focus(self) -> QWidget | None:
        if self.meet.isVisibleTo(self):
            return self.meet
        if self.fields and self.look.isVisibleTo(self) and self._has_chosen():
            return self.look
        return self.fields["desk_id"].inner.text_edit() if self.fields else None

    def _has_chosen(self) -> bool:
        kept = self._kept
        return bool(kept.get("desk_id") and (kept.get("case_ids") or kept.get("meeting_ids")))

    def save_requested(self) -> bool:
        if self.look.isVisibleTo(self):
            self.look.click()
            return True
        return False

    # parts ----------------------------------------------------------------------------------------------------------

    def _add_files(self) -> None:
        line = row(spacing=M)
        self.attach = Button("Add sanitised copies…", icon_name="folder", parent=self)
        self.attach.clicked.connect(
            lambda: self.errand.ask_files("Which copies travel along?", COPIES, self.take_files)
        )
        self.attached = Words("", "muted", parent=self)
        line.addWidget(self.attach)
        line.addWidget(self.attached, 1)
        self.file_line = QWidget(self)
        self.file_line.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self.area.column.addWidget(self.file_line)
        self.file_line.hide()

    def _add_buttons(self) -> None:
        line = Flow(spacing=M)
        self.look = Button("See what travels", "primary", icon_name="show", parent=self)
        self.look.clicked.connect(self._on_look)
        self.seal = Button("Choose the stick and seal…", "primary", icon_name="lock", parent=self)
        self.seal.clicked.connect(lambda: self.errand.ask_folder("Where does the hand-over file go?", self.seal_in))
        self.back = Button("Back to hand-overs", parent=self)
        self.back.clicked.connect(lambda: self.place_requested.emit("handover", {}))
        for button in (self.look, self.seal, self.back):
            line.addWidget(button)
        self.area.column.addLayout(line)
        self.look.hide()

    def _ask(self, key: str, label: str, inner: Any, **more: str) -> None:  # Any: the inputs share no base
        field = Field(label, inner, parent=self.form, **more)
        field.edited.connect(self._on_edited)
        self.fields[key] = field
        self._questions.addWidget(field)
        field.show()

    def _draw_form(self, found: "_Found") -> None:
        self._drop_fields()
        self._ask("desk_id", "To which desk?", ChoiceBox(found.desks), width="long")
        self._ask("by", "What is handed over?", Options(_BY))
        self._ask("meeting_ids", "Which meeting?", TickList(found.meetings), hint=_BY_MEETING)
        self._ask(
            "case_ids", "Which cases?", TickList(found.cases), hint="Only cases that are in your hands are listed."
        )
        self._ask("kind", "What do they become?", Options(_KINDS))
        self._ask(
            "valid_days",
            "How many days may it take to get there?",
            NumberField(),
            hint="After that the file opens no more.",
        )
        self._ask("purpose", "What is it for, and why may they have it?", TextField(), width="long")
        self._ask(
            "words", "A line to the other desk", TextField(), hint="If you like. It stands inside the sealed file."
        )
        first = {"kind": "cases", "valid_days": "14", "by": "meetings" if found.by_meeting else "cases"}
        if len(found.desks) == 1:
            first["desk_id"] = found.desks[0][0]
        for key, value in {**first, **self._kept}.items():
            if key in self.fields:
                self.fields[key].set_value(value)
        self.fields["by"].setVisible(bool(found.meetings))
        self._show_choice()

    def _show_choice(self) -> None:
        """Show the list of what is handed over: cases, or meetings."""
        by_meeting = self._by_meeting()
        self.fields["meeting_ids"].setVisible(by_meeting)
        self.fields["case_ids"].setVisible(not by_meeting)

    def _by_meeting(self) -> bool:
        return bool(self.fields["by"].value() == "meetings" and not self.fields["by"].isHidden())

    # what happens ---------------------------------------------------------------------------------------------------

    def _on_choices(self, found: "_Found") -> None:
        self._say_files()
        self._draw_form(found)
        can = bool(found.cases and found.desks)
        self.missing.say("" if can else _NO_CASE if found.desks else _NO_DESK)
        self.meet.setVisible(not found.desks)
        self._look_again()
        for part in (self.form, self.file_line, self.look):
            part.setVisible(can)
        read_on(*self.fields.values(), self.file_line, self.look, self.seal, self.back)
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filled.emit()

    def take_files(self, files: tuple[Path, ...]) -> None:
        """Let these sanitised copies travel along."""
        self._files = files
        self._say_files()
        self._look_again()

    def _say_files(self) -> None:
        self.attached.setText(", ".join(path.name for path in self._files) or "No copy travels along.")

    def _asked(self) -> dict[str, Any] | None:  # Any: what casework takes
        values = {key: field.value() for key, field in self.fields.items()}
        by_meeting = self._by_meeting()
        wrong = {
            "desk_id": "" if values["desk_id"] else "Choose a desk",
            "meeting_ids": "" if values["meeting_ids"] or not by_meeting else "Tick at least one meeting",
            "case_ids": "" if values["case_ids"] or by_meeting else "Tick at least one case",
            "kind": "" if values["kind"] else "Choose what the cases become",
            "valid_days": "" if str(values["valid_days"]).isdecimal() else "Enter a number of days, such as 14",
            "purpose": "" if values["purpose"] else "Say what it is for, and why they may have it",
        }
        for key, sentence in wrong.items():
            self.fields[key].set_error(sentence)
        first = next((key for key, sentence in wrong.items() if sentence), "")
        if first:
            self.fields[first].take_focus()
            return None
        return {
            "desk_id": values["desk_id"], "case_ids": () if by_meeting else values["case_ids"], "kind": values["kind"],
            "meeting_ids": values["meeting_ids"] if by_meeting else (),
            "valid_days": int(str(values["valid_days"])), "files": self._files,
        }  # fmt: skip

    def _on_look(self) -> None:
        asked = self._asked()
        if asked is not None:
            self.errand.run(
                "Gathering what travels and checking it", lambda vault, _told: _preview(vault, asked), self._on_preview
            )

    def _on_preview(self, preview: "SealPreview") -> None:
        self.preview = preview
        travels = self.travels
        travels.clear()
        travels.show_leaks(preview.leaks)
        for words in preview.warnings:
            travels.warn(words)
        cases = [f"{each.case_ref} · {each.direction_words} · {each.state_words}" for each in preview.cases]
        to = f"To {preview.desk.name}, {preview.desk.role_words}. The file opens until {preview.expires_words}."
        travels.add(preview.kind.label, [to, *cases])
        lines = [f"{label}: {count:,}" for label, count in preview.counts]
        travels.add(f"{counted(preview.records, 'record travels', 'records travel')}, {in_size(preview.size)}", lines)
        travels.add("Copies that travel along", [f"{each.name} · {in_size(each.size)}" for each in preview.files])
        travels.add("What stays here", preview.stays)
        if not preview.blocks:
            travels.add("The decision to share", [load(_DECIDING).SAID])
        if preview.blocks:
            travels.warn("Change the words marked above first: they may show an area.", "error")
        self.look.setVisible(False)
        self.seal.setVisible(not preview.blocks)
        target = self.seal if not preview.blocks else self.look
        if preview.blocks:
            self.look.setVisible(True)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        read_on(self.file_line, travels, self.look, self.seal, self.back)
        QTimer.singleShot(0, self.travels, self._show_from_its_top)  # once it has its height
        self.filled.emit()

    def _show_from_its_top(self) -> None:
        """What travels is read from its first line; the button that seals comes after the last one."""
        self.area.verticalScrollBar().setValue(self.travels.mapTo(self.area.outer, QPoint()).y() - L)

    def seal_in(self, folder: Path) -> None:
        """Seal what was seen into one file in *folder*."""
        asked, preview = self._asked(), self.preview
        if asked is None or preview is None:
            return
        said = {each: str(self.fields[each].value()) for each in ("words", "purpose")}
        name = preview.desk.name
        self.errand.run(
            "Sealing",
            lambda vault, told: _seal(vault, folder, told, {**asked, **said}),
            lambda sealed: self._on_sealed(sealed, name),
            writes=True,
        )

    def _on_sealed(self, sealed: "Sealed", desk: str) -> None:
        self._forget()
        self.back.show()
        unasked = "" if sealed.asked_medium else f" {_UNASKED}"
        self.errand.say(_GONE.format(file=sealed.path.name, desk=desk, code=sealed.head_code) + unasked, "ok")
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        """Sealed, or locked: nothing of the choice stays."""
        self.preview, self._files, self._kept, self._wanted_case = None, (), {}, ""
        self._drop_fields()
        self.travels.clear()
        for part in (self.form, self.file_line, self.look, self.seal):
            part.hide()

    def _drop_fields(self) -> None:
        for field in self.fields.values():
            field.hide()
            field.deleteLater()
        self.fields = {}

    def _on_edited(self) -> None:
        self._show_choice()
        if self.preview is not None:
            self._look_again()

    def _look_again(self) -> None:
        self.preview = None
        self.travels.clear()
        self.seal.hide()
        self.back.hide()
        self.look.show()

    def _on_busy(self, busy: bool) -> None:
        for part in (self.form, self.file_line, self.look, self.seal):
            part.setEnabled(not busy)


@dataclass(frozen=True)
class _Found:
    """What there is to choose from. `by_meeting`: at the desk of a Director's office a meeting is what is handed on."""

    cases: "tuple[Choice, ...]"
    meetings: "tuple[Choice, ...]"
    desks: "tuple[Choice, ...]"
    by_meeting: bool


def _choices(vault: "Vault") -> _Found:
    room, own = load(_CHOOSING), load(_DESKS).own_desk(vault)
    meetings = room.meetings_in_hand(vault)
    office = own is not None and own.role in DIRECTORS_OFFICES
    return _Found(room.cases_in_hand(vault), meetings, room.desks_to_seal_for(vault), bool(office and meetings))


def _with_cases(vault: "Vault", asked: dict[str, Any]) -> dict[str, Any]:  # Any: what casework takes
    given = dict(asked)
    meetings = given.pop("meeting_ids")
    return {**given, "case_ids": load(_CHOOSING).cases_of_meetings(vault, meetings)} if meetings else given


def _preview(vault: "Vault", asked: dict[str, Any]) -> "SealPreview":  # Any: what casework takes
    found: SealPreview = load(_SEALING).preview_seal(vault, **_with_cases(vault, asked))
    return found


def _seal(vault: "Vault", folder: Path, told: "Told", asked: dict[str, Any]) -> "Sealed":  # Any: what casework takes
    sealed: Sealed = load(_SEALING).seal(vault, folder=folder, told=told, **_with_cases(vault, asked))
    return sealed
