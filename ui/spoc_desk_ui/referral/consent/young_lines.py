"""The young people in words: who is asked and why, on which ground they may decide, and what they said (X-18)."""

from typing import TYPE_CHECKING

from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referral_consents import Basis, Competence, CompetenceRecord
from spoc_desk.domain.referral_states import BEFORE_SENDING

from ...widgets.tones import State, Tone
from .lines import (
    COMPETENCE,
    FRASER,
    PRIMARY,
    RECORD,
    Act,
    PersonLine,
    acts_of,
    details_of,
    one_first,
    state_of,
)  # fmt: skip

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.casework.referrals.young_people import YoungPerson

_REFUSES = "▲ Able to decide, and has said no: help under section 17 needs this young person's agreement (S004:904)."
ASK = State("To be asked", Tone.WARN)


def young_lines(view: "ReferralView", people: "tuple[YoungPerson, ...]") -> tuple[PersonLine, ...]:
    """Return the young people, those to be asked now first."""
    may_edit = view.referral.state in BEFORE_SENDING and view.referral.archived_on is None
    ordered = sorted(people, key=lambda young: not young.ask)
    return one_first([_line(young, may_edit=may_edit) for young in ordered])


def _line(young: "YoungPerson", *, may_edit: bool) -> PersonLine:
    state = ASK if young.ask and young.consent is None else state_of(young.consent)
    records = [_record_words(each) for each in young.competence]
    return PersonLine(
        row_id=young.row_id,
        name=young.name or "Not named yet",
        facts=young.why,
        state=state,
        details=(*_ground(young), *records, *details_of(young.consent, {})),
        acts=_acts(young, may_edit=may_edit),
        warning=_REFUSES if young.refused else "",
        consent_id=young.consent.id if young.consent is not None else "",
    )


def _ground(young: "YoungPerson") -> tuple[str, ...]:
    """Say on which ground somebody of 16 or 17 decides; under 16 the record speaks for itself."""
    recorded = any(each.basis is not Basis.FRASER for each in young.competence)
    if young.basis is Basis.PRESUMED and young.ask and not recorded:
        return ("✓ Presumed able to decide",)
    return ()


def _record_words(record: CompetenceRecord) -> str:
    by = f"{record.assessor}, " if record.assessor else ""
    day = short_date(record.assessed_on) if record.assessed_on is not None else ""
    told = ", ".join(part for part in (f"{by}{day}",) if part)
    if record.basis is Basis.FRASER:
        return f"Fraser, only about contraception or sexual health: {record.outcome.label.lower()} ({told})"
    sign = (
        "✓ " if record.outcome is Competence.COMPETENT else "✕ " if record.outcome is Competence.NOT_COMPETENT else "○ "
    )
    name = "Gillick" if record.basis is Basis.GILLICK else "At 16 or 17"
    return f"{sign}{name}: {record.outcome.label.lower()} ({told})"


def _acts(young: "YoungPerson", *, may_edit: bool) -> tuple[Act, ...]:
    found = list(acts_of(young.consent, may_edit=may_edit, first=young.ask and young.able))
    if not may_edit or (young.age is not None and young.age >= 18):
        return tuple(found)
    assessed = any(each.basis is not Basis.FRASER for each in young.competence)
    if young.basis is Basis.GILLICK:
        words = "Gillick: change the six answers…" if assessed else "Gillick: the six questions…"
        gillick = Act(COMPETENCE, words, PRIMARY if young.ask and not assessed else "")
        found.insert(0 if not assessed else len(found), gillick)
        fraser = any(each.basis is Basis.FRASER for each in young.competence)
        found.append(Act(FRASER, "Fraser: change the record…" if fraser else "Fraser…", "quiet"))
    else:
        found.append(Act(COMPETENCE, "Whether able to decide…", "quiet"))
    return tuple(each for each in found if each.id != RECORD or young.age is None or young.age < 18)
