"""The fixed wording on notices, slips and cards: shown with its gaps, looked at for leaks while it is typed."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.profile.documents import load_profile

from ..forms.live_scan import LiveScan, Texts
from ..page import Tools
from ..widgets.answering import Answer, as_text
from ..widgets.banner import Line
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.note_field import NoteField
from .profile_section import ProfileSection, Values

if TYPE_CHECKING:
    from spoc_desk.casework.leaks import FieldLeak
    from spoc_desk.profile.profile import Profile

_GAP = re.compile(r"\{([^{}]*)\}")
_SPOC = "the name and phone number of the LA SPOC"


@dataclass(frozen=True)
class _Wording:
    """One text: its key in the profile, what it is called, and what the program can put into it."""

    key: str
    label: str
    hint: str
    gaps: tuple[tuple[str, str], ...] = ()

    @property
    def explained(self) -> str:
        """Return what each gap is filled with."""
        if not self.gaps:
            return "The program fills nothing in here."
        return "The program fills in: " + "; ".join(f"{{{gap}}} = {words}" for gap, words in self.gaps) + "."


WORDINGS = (
    _Wording("t1_record_flag", "T1  Flag on a record", "Stands on the record in every system.", (("la_spoc", _SPOC),)),
    _Wording("t2_arrival", "T2  Notice to a service lead, arrival", "", (("la_spoc", _SPOC),)),
    _Wording("t2_departure", "T2  Notice to a service lead, departure", "", (("la_spoc", _SPOC),)),
    _Wording("t3_request", "T3  Request to the UKPPS SPOC", "Stands above the list of records."),
    _Wording("t4_pass_on", "T4  Pass-on slip", "The rule for whoever gets the records.", (("la_spoc", _SPOC),)),
    _Wording(
        "t5_card",
        "T5  Practitioner card",
        "Follows the eight key points.",
        (("dcs_office", "the office of the DCS"), ("dass_office", "the office of the DASS")),
    ),
    _Wording(
        "chase",
        "Chasing note",
        "Offered to copy when a record is asked for again.",
        (("records", "how many records"), ("asked_on", "when they were asked for")),
    ),
    _Wording(
        "t7_chase_mash",
        "T7  Chasing the MASH",
        "Offered to copy when a referral is not answered.",
        (("reference", "the reference of the referral"), ("sent_on", "when it was sent")),
    ),
    _Wording("t8_consent_a", "T8  Consent A, to the referral", "Stands above the signature."),
    _Wording("t8_consent_b", "T8  Consent B, to sharing information", "Stands above the signature."),
    _Wording("t8_young_person", "T8  Consent of a young person", "Stands above the signature, in plain words."),
    _Wording("t9_neither", "T9  Neither confirm nor deny", "Answers a request or a caller; the same for everybody."),
)


class WordingSection(ProfileSection):
    """One field for each text, each with a way back to the wording that came with the program."""

    key = "wording"
    title = "Fixed wording"
    intro = (
        "Words in {braces} are gaps that the program fills in. No place, no reason, no name of a family belongs here: "
        "the same words go out for every case."
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._shipped = {each.key: str(getattr(load_profile("blank").templates, each.key)) for each in WORDINGS}
        self.restore_buttons: dict[str, Button] = {}
        super().__init__(tools, parent)
        self._scan = LiveScan(tools.session, self._texts, self)
        self._scan.found.connect(self._on_leaks)
        for field in self.fields.values():
            field.edited.connect(self._scan.typed)
        self.filled.connect(self._scan.scan_now)

    def build(self) -> None:
        for each in WORDINGS:
            hint = " ".join(part for part in (each.hint, each.explained) if part)
            self.add(each.key, Field(each.label, NoteField(lines=2, most_lines=8), hint=hint, width="long"))
            button = Button("Restore the shipped wording", "quiet", icon_name="undo", parent=self)
            button.setAccessibleName(f"Restore the shipped wording of {each.label}")
            button.setProperty("wording", each.key)
            button.clicked.connect(self._on_restore)
            self.restore_buttons[each.key] = button
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def read(self, profile: "Profile") -> dict[str, Answer]:
        return {each.key: str(getattr(profile.templates, each.key)) for each in WORDINGS}

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        texts = {each.key: as_text(values[each.key]) for each in WORDINGS}
        return replace(profile, templates=replace(profile.templates, **texts))

    def problems(self) -> list[Line]:
        found = []
        for each in WORDINGS:
            sentence = gap_problem(self.text(each.key), tuple(gap for gap, _words in each.gaps))
            if sentence:
                found.append(Line(f"{each.label}: {sentence}", each.key))
        return found

    def _say_changes(self) -> None:
        super()._say_changes()
        for key, button in self.restore_buttons.items():
            button.setVisible(self.text(key) != self._shipped[key])

    def _texts(self) -> Texts:
        return {each.key: (each.label, self.text(each.key)) for each in WORDINGS}

    def _on_leaks(self, leaks: "tuple[FieldLeak, ...]") -> None:
        found = {leak.field: leak.findings for leak in leaks}
        for key, field in self.fields.items():
            field.set_findings(found.get(key, ()))

    def _on_restore(self) -> None:
        sender = self.sender()
        if sender is None:
            return
        key = str(sender.property("wording"))
        self.fields[key].set_value(self._shipped[key])
        self.fields[key].inner.edited.emit()  # to be kept as a draft and looked at like typed text
        self.focus_field(key)


def gap_problem(text: str, known: tuple[str, ...]) -> str:
    """Return what is wrong with the gaps of a wording, or ""."""
    if not text.strip():
        return "enter the wording, or restore the shipped one"
    named = ", ".join(f"{{{gap}}}" for gap in known)
    unknown = next((gap for gap in _GAP.findall(text) if gap not in known), None)
    if unknown is not None:
        may = f"Use only {named}" if known else "This wording has no gaps"
        return f"the program cannot fill in {{{unknown}}}. {may}"
    return "a brace stands alone. Write gaps as {word}" if set("{}") & set(_GAP.sub("", text)) else ""
