"""The forms about the two SPOCs, each with what saving it does."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.domain.cases import Route
from spoc_desk.domain.route import covered, sides
from spoc_desk.domain.terms import Side
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..forms.choices import Choices
from ..forms.panel import FormPanel
from ..forms.subset import only_day, without
from ..lazy import load
from ..session import Session
from .spocs_lists import OwnRow, UkppsRow

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

_BY = {Side.CHILDREN: "dcs", Side.ADULTS: "dass", Side.BOTH: "both"}


@dataclass(frozen=True)
class Wanted:
    """Whom to name next: an LA SPOC or somebody beside one, for which side, and which Director names."""

    la_spoc: bool
    side: str
    by: str


def wanted_next(route: Route | None, named: Collection[Side]) -> Wanted:
    """Return whom to name next where the sides *named* have an LA SPOC."""
    needed = sides(route) if route is not None else frozenset[Side]()
    covered_now = frozenset(side for each in named for side in covered(each))
    missing = needed - covered_now if needed else frozenset[Side]()
    asked = missing or needed
    side = Side.BOTH if len(asked) > 1 else next(iter(asked), None)
    return Wanted(bool(missing) or not named, side.value if side else "", _BY[side] if side else "")


def ukpps_panel(session: Session, case_id: str, row: UkppsRow | None, choices: Choices, draft_place: str) -> FormPanel:
    """Return the form of a UKPPS contact, new or to be changed."""
    held = choices.get("meetings", ())
    first: Answers = {
        "role": "ukpps_spoc",
        "identity_verified": "not_yet",
        "told_at_meeting": held[-1].id if held else "",
    }
    panel = FormPanel(
        load_form("ukpps_spoc"),
        session,
        choices=choices,
        answers=first if row is None else row.answers,
        heading="Record the UKPPS contact" if row is None else "Change the UKPPS contact",
        submit_words="Record this contact" if row is None else "Save the changes",
        draft_place=draft_place,
    )
    contact_id, version = ("", 0) if row is None else (row.contact.id, row.contact.version)

    def work(vault: "Vault", answers: Answers) -> "Done":
        spocs = load("spoc_desk.casework.spocs")
        if not contact_id:
            done: Done = spocs.add_ukpps_spoc(vault, case_id=case_id, answers=answers)
        else:
            done = spocs.edit_ukpps_spoc(vault, ukpps_contact_id=contact_id, answers=answers, version=version)
        return done

    panel.save_with(work)
    return panel


def verify_panel(session: Session, row: UkppsRow, draft_place: str) -> FormPanel:
    """Return the form that asks how the identity was verified."""
    name = session.actor.name if session.actor is not None else ""
    given = {**row.answers, "verified_by": name, "verified_on": session.clock.today().isoformat()}
    panel = FormPanel(
        load_form("ukpps_spoc"),
        session,
        answers={**given, "identity_verified": ""},
        sections=("identity",),
        heading=f"Is {row.contact.display_name} really UKPPS?",
        submit_words="Record the check",
        draft_place=draft_place,
    )
    contact_id = row.contact.id

    def work(vault: "Vault", answers: Answers) -> "Done":
        spocs = load("spoc_desk.casework.spocs")
        done: Done = spocs.verify_ukpps_spoc(vault, ukpps_contact_id=contact_id, answers=answers)
        return done

    panel.save_with(work)
    return panel


def end_ukpps_panel(session: Session, row: UkppsRow, draft_place: str) -> FormPanel:
    """Return the form that asks for the last day of a UKPPS contact."""
    who = row.contact.display_name
    panel = _day_panel(session, "No longer the contact", who, draft_place, "ukpps_spoc", "active_to")
    contact_id = row.contact.id

    def work(vault: "Vault", answers: Answers) -> "Done":
        day = load("spoc_desk.casework.accepting").day_from(answers, "active_to", vault.clock.today())
        spocs = load("spoc_desk.casework.spocs")
        done: Done = spocs.end_ukpps_spoc(vault, ukpps_contact_id=contact_id, active_to=day)
        return done

    panel.save_with(work)
    return panel


def naming_panel(session: Session, case_id: str, wanted: Wanted, choices: Choices, draft_place: str) -> FormPanel:
    """Return the form that names the LA SPOC where one is wanted, else a deputy or cover."""
    side, by = wanted.side, wanted.by
    listed = choices.get("own_spocs") or choices.get("own_contacts", ())
    panel = FormPanel(
        without(load_form("appointment"), {"ended_on"}),
        session,
        choices={**choices, "contact_id": listed},
        answers={"duty": "la_spoc" if wanted.la_spoc else "deputy", "side": side, "allocated_by": by},
        heading="Name the LA SPOC" if wanted.la_spoc else "Name a deputy, cover or another LA SPOC",
        submit_words="Record the naming",
        draft_place=draft_place,
    )

    def work(vault: "Vault", answers: Answers) -> "Done":
        done: Done = load("spoc_desk.casework.spocs").allocate(vault, case_id=case_id, answers=answers)
        return done

    panel.save_with(work)
    return panel


def end_duty_panel(session: Session, row: OwnRow, draft_place: str) -> FormPanel:
    """Return the form that asks for the last day of a duty."""
    panel = _day_panel(session, "Duty ended", row.view.contact.name, draft_place, "appointment", "ended_on")
    appointment_id = row.view.appointment.id

    def work(vault: "Vault", answers: Answers) -> "Done":
        day = load("spoc_desk.casework.accepting").day_from(answers, "ended_on", vault.clock.today())
        spocs = load("spoc_desk.casework.spocs")
        done: Done = spocs.end_appointment(vault, appointment_id=appointment_id, ended_on=day)
        return done

    panel.save_with(work)
    return panel


def absence_panel(session: Session, contact_id: str, choices: Choices, draft_place: str) -> FormPanel:
    """Return the form of an absence and its cover."""
    panel = FormPanel(
        load_form("absence"),
        session,
        choices=choices,
        answers={"contact_id": contact_id},
        submit_words="Record the absence",
        draft_place=draft_place,
    )

    def work(vault: "Vault", answers: Answers) -> "Done":
        done: Done = load("spoc_desk.casework.spocs").record_absence(vault, answers=answers)
        return done

    panel.save_with(work)
    return panel


def _day_panel(session: Session, title: str, who: str, draft_place: str, form_id: str, field: str) -> FormPanel:
    return FormPanel(
        only_day(load_form(form_id), field, title),
        session,
        heading=f"{who}: {title[:1].lower()}{title[1:]}",
        submit_words="Record the last day",
        draft_place=draft_place,
    )
