"""Which young people are asked themselves, and who of them is able to decide (S004:676-678, 904; X-18; D-32)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spoc_desk.casework.referrals.reading import ReferralView, Row
from spoc_desk.deadlines.wording import count_days
from spoc_desk.domain.ages import age_on, birthday
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referral_consents import Basis, Competence, CompetenceRecord, Consent, ConsentKind, Decided
from spoc_desk.domain.referrals import ReferralRow
from spoc_desk.domain.terms import Tri
from spoc_desk.errors import BadAnswer, Incomplete

ASKED_FROM, PRESUMED_FROM, ADULT_FROM = 15, 16, 18
AHEAD = timedelta(days=60)
"""D-32: a birthday is announced 60 days before."""
SOURCE = "S004:676-678"
GILLICK = ("understands", "purpose", "consequences", "alternatives", "free_of_pressure", "can_weigh")


@dataclass(frozen=True)
class YoungPerson:
    """One young person: whether to ask now, why, on which basis, and what was recorded."""

    row_id: str
    name: str
    age: int | None
    ask: bool
    why: str
    basis: Basis
    able: bool
    """Able to decide, by presumption or by a Gillick record."""
    consent: Consent | None
    competence: tuple[CompetenceRecord, ...]
    source: str = SOURCE

    @property
    def refused(self) -> bool:
        """Say whether somebody who is able to decide has said no."""
        return self.able and self.consent is not None and self.consent.decision is Decided.REFUSED


def young_people(view: ReferralView, today: date) -> tuple[YoungPerson, ...]:
    """Return every child of the referral: who is to be asked now comes with the why, who may be asked without it."""
    return tuple(_young_person(view, row, today) for row in view.children)


def capable(row: ReferralRow, records: Sequence[CompetenceRecord], today: date) -> bool:
    """Say whether a young person of the form may decide: 16 and 17 presumed, under 16 by a Gillick record."""
    return _able(_age(row.date_of_birth, today), records)


def refuse_misfit(row: ReferralRow, record: CompetenceRecord, today: date) -> None:
    """Raise BadAnswer or Incomplete where a competence record does not fit the age or its own questions."""
    age = _age(row.date_of_birth, today)
    if record.basis is Basis.PRESUMED and (age is None or not PRESUMED_FROM <= age < ADULT_FROM):
        raise BadAnswer("Only at 16 and 17 is this presumed. Under 16, record the Gillick questions.", "basis", "X-18")
    if record.basis is Basis.GILLICK and age is not None and age >= PRESUMED_FROM:
        raise BadAnswer(
            "From 16 a young person is presumed able to decide. Gillick is for those under 16.", "basis", "X-18"
        )
    if record.basis is Basis.FRASER and not record.fraser_note.strip():
        raise Incomplete("Say which advice on contraception or sexual health it is about. Fraser is for nothing else.")
    able = record.basis is not Basis.PRESUMED and record.outcome is Competence.COMPETENT
    if able and any(getattr(record, name) is not Tri.YES for name in GILLICK):
        raise BadAnswer(
            "All six questions are answered with yes for somebody who is able to decide. Change one, or the result.",
            "outcome",
            "X-18",
        )


def _young_person(view: ReferralView, row: Row, today: date) -> YoungPerson:
    records = tuple(each for each in view.competence if each.row_id == row.id)
    consents = [each for each in view.consents if each.row_id == row.id and each.kind is ConsentKind.YOUNG_PERSON]
    born = _born(row)
    age = _age(born, today)
    ask, why = _why(born, age, today)
    return YoungPerson(
        row_id=row.id,
        name=row.name,
        age=age,
        ask=ask,
        why=why,
        basis=Basis.PRESUMED if age is not None and age >= PRESUMED_FROM else Basis.GILLICK,
        able=_able(age, records),
        consent=consents[0] if consents else None,
        competence=records,
    )


def _why(born: date | None, age: int | None, today: date) -> tuple[bool, str]:
    """Return whether to ask now, and the reason."""
    if born is None or age is None:
        return False, "The date of birth is not known. Ask the young person if you judge her or him able to decide."
    if age >= ADULT_FROM:
        return False, "18 or older: an adult, who consents alone."
    if age >= PRESUMED_FROM:
        return True, f"{age} years old, presumed able to decide, so ask."
    if age >= ASKED_FROM:
        return True, f"{age} years old, asked from the 15th birthday on. Record the Gillick questions."
    fifteen = birthday(born, ASKED_FROM)
    if fifteen - today <= AHEAD:
        left = count_days((fifteen - today).days)
        return False, f"Turns 15 on {short_date(fifteen)}, in {left}: is asked from then on."
    return False, f"{age} years old. Ask if you judge the child able to decide, and record the Gillick questions."


def _able(age: int | None, records: Sequence[CompetenceRecord]) -> bool:
    """A record that somebody is not able to decide stands against the presumption; Fraser says nothing here."""
    found = [each for each in records if each.basis is not Basis.FRASER]
    if any(each.outcome is Competence.NOT_COMPETENT for each in found):
        return False
    if age is not None and PRESUMED_FROM <= age < ADULT_FROM:
        return True
    return any(each.basis is Basis.GILLICK and each.outcome is Competence.COMPETENT for each in found)


def _age(born: date | None, today: date) -> int | None:
    return None if born is None or born > today else age_on(born, today)


def _born(row: Row) -> date | None:
    try:
        return date.fromisoformat(row.text("date_of_birth"))
    except ValueError:
        return None
