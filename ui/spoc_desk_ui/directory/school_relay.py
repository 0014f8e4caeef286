"""How one school stands for RELAY: its agreement with the versions before, who is told, and who was."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.relay import Agreement, Party, RelayContact
from spoc_desk.domain.schools import School
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..absence import only_for
from ..forms.panel import FormPanel
from ..lazy import load
from ..session import Session
from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.card import SectionHead
from ..widgets.surface import column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from datetime import date

    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

_ROOM = "spoc_desk.casework.relay.directory"
AGREEMENT, CONTACT = "relay_agreement", "relay_contact"
_ACTS = {
    AGREEMENT: ("added a RELAY agreement", "changed a RELAY agreement"),
    CONTACT: ("added a RELAY contact", "changed a RELAY contact"),
}
_HEADS = {AGREEMENT: "Information sharing agreement", CONTACT: "RELAY contact"}


@dataclass(frozen=True)
class SchoolRelay:
    """What the directory shows of a school for RELAY."""

    warnings: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    contacts: tuple[RelayContact, ...]


def read_school_relay(vault: "Vault", school: School) -> SchoolRelay | None:
    """Read it (worker thread); None for who does not see RELAY."""
    if not load("spoc_desk.casework.may_see").sees(vault, Sight.RELAY):
        return None
    room = load(_ROOM)
    state = room.school_state(vault, school)
    warnings = tuple(each for each in (state.agreement_words, state.contact_words, state.review_words) if each)
    return SchoolRelay(warnings, tuple(room.agreements(vault, school.id)), tuple(room.contacts(vault, school.id)))


class SchoolRelayBlock(QWidget):
    """The lines, each with its button.

    Signals:
        form_wanted: (form id, the record to change or None).
    """

    form_wanted = Signal(str, object)

    def __init__(self, session: Session, relay: SchoolRelay, today: "date", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[Button] = []
        inside = column(self, spacing=M)
        inside.addWidget(SectionHead("RELAY", role="strong", parent=self))
        ready = "A message can be sent as far as agreement and contact go."
        inside.addWidget(Words("; ".join(relay.warnings) or ready, "warn" if relay.warnings else "ok", parent=self))
        for form, records in ((AGREEMENT, relay.agreements), (CONTACT, relay.contacts)):
            inside.addWidget(Words(_HEADS[form], "muted", parent=self))
            for record in records:
                words = _agreement(record) if isinstance(record, Agreement) else _contact(record, today)
                inside.addLayout(self._line(session, form, words, record))
            add = Button(
                f"Add {'a version' if records and form == AGREEMENT else 'one'}…", icon_name="plus", parent=self
            )
            add.setAccessibleName(f"Add: {_HEADS[form]}")
            add.clicked.connect(lambda _checked=False, form=form: self.form_wanted.emit(form, None))
            only_for(session, _ACTS[form][:1], add)
            self.buttons.append(add)
            inside.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, session: Session, form: str, words: str, record: Agreement | RelayContact) -> QHBoxLayout:
        line = row(spacing=S)
        line.addWidget(Words(words, parent=self), 1)
        change = Button("Change…", parent=self)
        change.setAccessibleName(f"Change: {words}")
        change.clicked.connect(lambda: self.form_wanted.emit(form, record))
        only_for(session, _ACTS[form][1:], change)
        self.buttons.append(change)
        line.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        return line


def relay_panel(session: Session, school: School, form: str, record: Agreement | RelayContact | None) -> FormPanel:
    """Return the form of an agreement or a contact, ready to save."""
    first: Answers = {"from_date": session.clock.today().isoformat()} if form == CONTACT else {}
    answers = first if record is None else load("spoc_desk.casework.answers").answers_of(record, load_form(form))
    panel = FormPanel(
        load_form(form),
        session,
        answers=answers,
        heading=f"{_HEADS[form]}: {school.name}",
        draft_place=f"directory/{form}/{record.id if record else school.id}",
    )
    school_id = school.id

    def work(vault: "Vault", given: Answers) -> "Done":
        room = load(_ROOM)
        if record is None:
            add = room.add_agreement if form == AGREEMENT else room.add_contact
            done: Done = add(vault, school_id=school_id, answers=given)
        elif isinstance(record, Agreement):
            done = room.change_agreement(vault, agreement_id=record.id, answers=given, version=record.version)
        else:
            done = room.change_contact(vault, contact_id=record.id, answers=given, version=record.version)
        return done

    panel.save_with(work)
    return panel


def _agreement(agreement: Agreement) -> str:
    signed = {
        Party.SCHOOL: agreement.school_signed_on,
        Party.COUNCIL: agreement.council_signed_on,
        Party.POLICE: agreement.police_signed_on,
    }
    parts = [f"{party.label} {short_date(day) if day else 'not yet'}" for party, day in signed.items()]
    words = f"Version {agreement.edition}. Signed: {', '.join(parts)}."
    if agreement.ended_on:
        return f"{words} Ended {short_date(agreement.ended_on)}."
    return f"{words} Review {short_date(agreement.review_on)}." if agreement.review_on else words


def _contact(contact: RelayContact, today: "date") -> str:
    reach = ", ".join(each for each in (contact.role, contact.email, contact.phone) if each)
    role = " (deputy)" if contact.deputy else ""
    until = f", until {short_date(contact.to_date)}" if contact.to_date else ""
    now = "" if contact.is_current(today) else "Not now: "
    return f"{now}{contact.name}{role}: {reach}; from {short_date(contact.from_date)}{until}."
