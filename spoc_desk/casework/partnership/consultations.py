"""The log of consultations in one list, and one of them to read, wherever it was recorded (S004:332-385)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.disputes import consultations, reading
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.paging import Page
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.partnership.sheet import Block, Filled, Link, Sheet, Standing
from spoc_desk.casework.places import Part, case_place, referral_place
from spoc_desk.casework.restricted.releases import stop_of
from spoc_desk.casework.turns import Turn
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.forms.definition import Answer
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.consultation_list import ConsultationQuery, consultation_page, how_many_consultations
from spoc_desk.vault.records.stores import CASES, CONSULTATIONS
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Vault

OF_REFERRAL: Final = "referral_consultation"
_CHANGE: Final = Turn(
    "change", "Change…", "changed a consultation",
    lambda vault, key, answers: consultations.change_consultation(
        vault, consultation_id=key, answers=answers, version=CONSULTATIONS.get(vault, key).version
    ),
    consultations.FORM, "Changed.",
)  # fmt: skip


@dataclass(frozen=True)
class ConsultationLine:
    """One consultation in the log."""

    id: str
    reference: str
    day_words: str
    with_whom: str
    agency: str
    about: str
    of: str
    """What it belongs to: a relocation, a referral, nothing."""
    family: bool


def page_of(vault: Vault, asked: Asked) -> Page[ConsultationLine]:
    """Return one page of the log, the newest first; those of relocations for who sees relocations."""
    if not sees(vault, Sight.DISPUTES):
        return Page((), 0, asked.offset)
    query = ConsultationQuery(
        reference=asked.of("reference"), with_whom=asked.of("with"), agency=asked.of("agency"),
        family=asked.of("family"), with_cases=sees(vault, Sight.RELOCATIONS), sort=asked.sort,
        descending=asked.descending,
    )  # fmt: skip
    rows, total = consultation_page(vault, query, offset=asked.offset, limit=asked.limit)
    words = reading.agency_words(vault)
    return Page(tuple(_line(row, words) for row in rows), total, asked.offset)


def count_of(vault: Vault) -> int:
    """Return how many consultations are on record."""
    if not sees(vault, Sight.DISPUTES):
        return 0
    return how_many_consultations(vault, with_cases=sees(vault, Sight.RELOCATIONS))


def sheet_of(vault: Vault, consultation_id: str) -> Sheet:
    """Return one consultation to read. Raises UnknownRecord."""
    one = consultations.found(vault, consultation_id)
    if one is None:
        return _of_referral(vault, consultation_id)
    stopped = consultations.is_stopped(vault, one)
    about = (f"Relocation {CASES.get(vault, one.case_id).case_ref}",) if one.case_id else ()
    return Sheet(
        id=one.id,
        title=f"Consultation with {one.consulted_with}",
        state="On record",
        standing=Standing.STOPPED if stopped else Standing.DONE,
        facts=(one.consultation_ref, *about, f"{short_date(one.consulted_on)}, written down by {one.asked_by}"),
        turns=(_CHANGE,),
        links=(Link("Open the relocation", case_place(one.case_id, Part.WHAT_NOW)),) if one.case_id else (),
        blocks=(Block(RESTRICTED_WORDS, (), warns=True),) if stopped else (),
        filled=(
            Filled(
                consultations.FORM,
                answers_of(one, load_form(consultations.FORM)),
                reading.agency_words(vault),
                but=("consulted_with", "consulted_on"),
            ),
        ),
        paper=f"print/consultation-log/-/{one.id}",
    )


def first_answers(vault: Vault, _turn: Turn, consultation_id: str) -> Mapping[str, Answer]:
    """Return what the form of a change is filled with at first."""
    return answers_of(consultations.known(vault, consultation_id), load_form(consultations.FORM))


def answers_at_first(vault: Vault, case_id: str = "") -> Mapping[str, Answer]:
    """Return what a new consultation is filled with."""
    return {"consulted_on": vault.clock.today().isoformat()}


def _of_referral(vault: Vault, event_id: str) -> Sheet:
    referral, event = reading.of_referral(vault, event_id)
    answers, stop = reading.happening_answers(event), stop_of(vault, referral.id)
    stopped = stop.stopped and not stop.released
    return Sheet(
        id=event.id,
        title=f"Consultation with {answers.get('consulted_with', '')}",
        state="On record",
        standing=Standing.STOPPED if stopped else Standing.DONE,
        facts=(
            f"Referral {referral.referral_ref}",
            f"Written down {in_words(event.created_at)} by {event.done_by}. It is part of the referral and stays.",
        ),
        links=(Link("Open the referral", referral_place(referral.id, "tracking")),),
        blocks=(Block(RESTRICTED_WORDS, (), warns=True),) if stopped else (),
        filled=(Filled(OF_REFERRAL, answers, reading.agency_words(vault), but=("consulted_with",)),),
        paper=f"print/consultation-log/-/{event.id}",
    )


def _line(row: Row, agencies: Mapping[str, str]) -> ConsultationLine:
    of_referral = row["kind"] == "referral"
    day = str(row["on_day"])[:10]
    return ConsultationLine(
        id=str(row["id"]),
        reference=str(row["reference"]),
        day_words=short_date(date.fromisoformat(day)),
        with_whom=str(row["with_whom"]),
        agency=agencies.get(str(row["agency"]), ""),
        about=" ".join(str(row["about"]).split()),
        of="Referral" if of_referral else f"Relocation {row['of_case']}" if row["of_case"] else "",
        family=bool(row["family"]),
    )
