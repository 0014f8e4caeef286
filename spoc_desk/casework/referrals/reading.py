"""A referral as the screen, the checks and the paper see it: everything at once, read once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from spoc_desk.casework.council import profile
from spoc_desk.casework.moments import to_stored
from spoc_desk.casework.referrals.answer_store import day, from_json
from spoc_desk.casework.referrals.clocks import WRITE, hours_end
from spoc_desk.casework.referrals.threshold_sets import threshold_set
from spoc_desk.casework.referrals.visibility import refuse_hidden
from spoc_desk.casework.restricted.matching import PersonKeys, is_restricted
from spoc_desk.casework.restricted.releases import is_released
from spoc_desk.domain.clocks import ClockRow
from spoc_desk.domain.decisions import Decision
from spoc_desk.domain.referral_consents import CompetenceRecord, Consent, ConsentKind
from spoc_desk.domain.referrals import CHILD, HOUSEHOLD, PARENT, PEOPLE, Referral, ReferralHappening
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.answers import is_empty
from spoc_desk.forms.definition import Answer, FormDef, Section
from spoc_desk.forms.loader import load_form
from spoc_desk.profile.profile import Profile
from spoc_desk.thresholds.threshold_set import ThresholdSet
from spoc_desk.vault.records.stores import (
    CLOCKS,
    COMPETENCE,
    CONSENTS,
    DECISIONS,
    REFERRAL_EVENTS,
    REFERRAL_ROWS,
    REFERRAL_SECTIONS,
    REFERRALS,
)
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row as VaultRow
from spoc_desk.vault.rows import SqlValue
from spoc_desk.vault.vault import Vault

FORM = "referral"
CLOCK = "referral"
"""The subject of a referral's clocks."""
NOTE = "note."
"""Before the id of an indicator, the name of the note beside its tick."""

_STAND_WORDS = {
    "completed": "Completed",
    "in_progress": "In progress",
    "not_started": "Not yet started",
}
_CONSENT_SECTIONS = {
    ConsentKind.REFERRAL: "consent_a",
    ConsentKind.SHARING: "consent_b",
    ConsentKind.YOUNG_PERSON: "young_person",
}
_NEEDS_PEOPLE = {
    "consent_a": ((PARENT, HOUSEHOLD), "Cannot start yet: add a parent or carer first"),
    "consent_b": ((PARENT, HOUSEHOLD), "Cannot start yet: add a parent or carer first"),
    "young_person": ((CHILD,), "Cannot start yet: add the child first"),
}


@dataclass(frozen=True)
class Row:
    """One person or thing of a section with rows."""

    id: str
    answers: Mapping[str, Answer]
    form: str = ""
    version: int = 0

    def text(self, name: str) -> str:
        """Return one plain answer, or nothing."""
        value = self.answers.get(name, "")
        return value if isinstance(value, str) else ""

    @property
    def name(self) -> str:
        """Return the name of a person as written, given names first."""
        return " ".join(part for part in (self.text("given_names"), self.text("family_name")) if part)


@dataclass(frozen=True)
class SectionStand:
    """One line of the task list."""

    id: str
    title: str
    stand: str
    """completed, in_progress, not_started, cannot_start."""
    words: str


@dataclass(frozen=True)
class ReferralView:
    """One referral, everything it holds. `stopped`: a record is restricted, never why; `released`: by the office."""

    referral: Referral
    form: FormDef
    answers: Mapping[str, Answer]
    rows: Mapping[str, tuple[Row, ...]]
    ticks: tuple[str, ...]
    tick_notes: Mapping[str, str]
    consents: tuple[Consent, ...]
    competence: tuple[CompetenceRecord, ...]
    events: tuple[ReferralHappening, ...]
    clocks: tuple[ClockRow, ...]
    decisions: tuple[Decision, ...]
    sections: tuple[SectionStand, ...]
    stopped: bool
    released: bool
    threshold: ThresholdSet
    today: date
    council: Profile
    confirm_by: datetime | None
    """When the hours for the written confirmation of a phone call end, in London (D-11)."""

    def text(self, name: str) -> str:
        """Return one plain answer of the form, or nothing."""
        value = self.answers.get(name, "")
        return value if isinstance(value, str) else ""

    @property
    def children(self) -> tuple[Row, ...]:
        """The children of the referral."""
        return self.rows[CHILD]

    @property
    def adults(self) -> tuple[Row, ...]:
        """Parents, carers, and the others of the household."""
        return (*self.rows[PARENT], *self.rows[HOUSEHOLD])

    @cached_property
    def people(self) -> Mapping[str, Row]:
        """Everybody by the id of their row."""
        return {row.id: row for form in PEOPLE for row in self.rows[form]}

    def has_responsibility(self, row_id: str) -> bool:
        """Say whether somebody of the form has parental responsibility."""
        row = self.people.get(row_id)
        return row is not None and row.text("parental_responsibility") == "yes"

    def standing(self, kind: ConsentKind) -> tuple[Consent, ...]:
        """Return the consents of a kind that hold."""
        return tuple(each for each in self.consents if each.kind is kind and each.stands)


def referral_view(vault: Vault, referral_id: str) -> ReferralView:
    """Return a referral. Raises UnknownRecord, also where the person at the desk may not know of it."""
    referral = REFERRALS.get(vault, referral_id)
    refuse_hidden(vault, referral)
    form = load_form(FORM)
    stored = REFERRAL_SECTIONS.find(vault, "referral_id = ?", (referral_id,))
    answers: dict[str, Answer] = {}
    for section in stored:
        answers |= from_json(section.answers)
    rows = read_rows(vault, referral_id)
    # Whether it stops is told to who reads masked too; the names it hangs on are not.
    people = people_keys(read_rows(_AsStored(vault), referral_id) if vault.is_masked else rows)
    consents = tuple(CONSENTS.find(vault, "referral_id = ?", (referral_id,), tail="ORDER BY kind, created_at, rowid"))
    clocks = tuple(CLOCKS.find(vault, _OWN_CLOCKS, (referral_id, CLOCK), tail=_BY_DUE))
    ticks = answers.get("ticks", ())
    return ReferralView(
        referral=referral,
        form=form,
        answers=answers,
        rows=rows,
        ticks=(ticks,) if isinstance(ticks, str) else ticks,
        tick_notes={
            name.removeprefix(NOTE): value
            for name, value in answers.items()
            if name.startswith(NOTE) and isinstance(value, str)
        },
        consents=consents,
        competence=tuple(COMPETENCE.find(vault, "referral_id = ?", (referral_id,), tail="ORDER BY created_at, rowid")),
        events=tuple(REFERRAL_EVENTS.find(vault, "referral_id = ?", (referral_id,), tail="ORDER BY rowid")),
        clocks=clocks,
        decisions=tuple(DECISIONS.find(vault, "referral_id = ?", (referral_id,), tail="ORDER BY created_at DESC")),
        sections=_stands(form, answers, rows, {each.section for each in stored if each.completed}, consents),
        stopped=is_restricted(vault, people),
        released=is_released(vault, referral_id, people),
        threshold=threshold_set(vault, referral.set_id),
        today=vault.clock.today(),
        council=profile(vault),
        confirm_by=_confirm_by(vault, referral, answers, clocks),
    )


# The birthdays of its children stand beside the children (young_people), and on Today.
_OWN_CLOCKS = "subject_id = ? AND subject = ? AND rule <> 'D-32'"
_BY_DUE = "ORDER BY running DESC, due_on IS NULL, due_on, rule"


def _confirm_by(
    vault: Vault, referral: Referral, answers: Mapping[str, Answer], clocks: Sequence[ClockRow]
) -> datetime | None:
    """The hours run from the call to the MASH; from that to 999 where the MASH was not called."""
    if not any(clock.rule == WRITE and clock.running for clock in clocks):
        return None
    called = referral.phoned_at or str(answers.get("danger_called_at", ""))
    try:
        return hours_end(vault, WRITE, to_stored(called, "phoned_at")) if called else None
    except BadAnswer:
        return None  # still a slip


def read_rows(vault: Reader, referral_id: str) -> dict[str, tuple[Row, ...]]:
    """Return the people and things of a referral by their form, in their order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for each in REFERRAL_ROWS.find(vault, "referral_id = ?", (referral_id,), tail="ORDER BY form, row_no"):
        found[each.form].append(Row(each.id, from_json(each.answers), each.form, each.version))
    forms = dict.fromkeys((*PEOPLE, *(section.rows_of for section in load_form(FORM).sections if section.rows_of)))
    return {form: tuple(found[form]) for form in forms}


class _AsStored:
    """Reads as the program itself: what it learns so is not told, but for yes or no."""

    def __init__(self, vault: Vault) -> None:
        self.rows = self.own_rows = vault.own_rows

    def one(self, sql: str, params: Sequence[SqlValue] = ()) -> VaultRow | None:
        return next(iter(self.rows(sql, params)), None)


def people_keys(rows: Mapping[str, Sequence[Row]]) -> list[PersonKeys]:
    """Return everybody of a referral as the match wants them."""
    return [
        PersonKeys(
            row.text("given_names"), row.text("family_name"), row.text("known_as"), day(row.text("date_of_birth"))
        )
        for form in PEOPLE
        for row in rows[form]
    ]


def _stands(
    form: FormDef,
    answers: Mapping[str, Answer],
    rows: Mapping[str, Sequence[Row]],
    completed: set[str],
    consents: Sequence[Consent],
) -> tuple[SectionStand, ...]:
    begun = {_CONSENT_SECTIONS[each.kind] for each in consents}
    begun |= {section.id for section in form.sections if _has_answers(section, answers) or rows.get(section.rows_of)}
    return tuple(
        SectionStand(section.id, section.title, *_stand(section.id, rows, completed, begun))
        for section in form.sections
        if not section.paper_only
    )


def _stand(section: str, rows: Mapping[str, Sequence[Row]], completed: set[str], begun: set[str]) -> tuple[str, str]:
    forms, words = _NEEDS_PEOPLE.get(section, ((), ""))
    if forms and not any(rows[form] for form in forms):
        return "cannot_start", words
    stand = "completed" if section in completed else "in_progress" if section in begun else "not_started"
    return stand, _STAND_WORDS[stand]


def _has_answers(section: Section, answers: Mapping[str, Answer]) -> bool:
    return any(not is_empty(answers.get(question.id, "")) for question in section.questions)
