"""The people of a consent section in words: who they are, what they said, and what can be done next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referral_consents import Consent, ConsentKind, ConsentMethod, Decided
from spoc_desk.domain.referral_states import BEFORE_SENDING
from spoc_desk.domain.terms import Tri

from ...widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView, Row

RECORD, SEEN, WITHDRAW, COMPETENCE, FRASER = "record", "seen", "withdraw", "competence", "fraser"
"""What can be done on a line; the ids are those of its buttons."""

PRIMARY = "primary"
NOT_ASKED = State("Not asked yet", Tone.NOT_YET)
_WITHDRAWN = "Withdrawn"
_STATES = {
    Decided.GIVEN: State("Given", Tone.DONE),
    Decided.REFUSED: State("Refused", Tone.STOPPED),
    Decided.NOT_SOUGHT: State("Not sought", Tone.WARN),
}
_RESPONSIBILITY = {"yes": "parental responsibility", "no": "no parental responsibility"}
_UNSURE = "parental responsibility not known"
_UNSAFE = "▲ Not safe to contact. Do not ask until it is known how she or he can be reached safely."


@dataclass(frozen=True)
class Act:
    """One button of a line."""

    id: str
    words: str
    kind: str = ""


@dataclass(frozen=True)
class PersonLine:
    """One person: the first line, the state as a chip, the lines below, and the buttons."""

    row_id: str
    name: str
    facts: str
    state: State
    details: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    warning: str = ""
    consent_id: str = ""


def parents_lines(
    view: "ReferralView", kind: ConsentKind, agencies: Mapping[str, str], relations: Mapping[str, str]
) -> tuple[PersonLine, ...]:
    """Return everybody who can be asked, those with parental responsibility first."""
    asked = {str(consent.row_id): consent for consent in view.consents if consent.kind is kind}
    people = [row for row in view.adults if _is_adult(row) or row.id in asked]
    people.sort(key=lambda row: ("yes", "not_known", "", "no").index(row.text("parental_responsibility")))
    may_edit = view.referral.state in BEFORE_SENDING and view.referral.archived_on is None
    return one_first([_line(row, asked.get(row.id), agencies, relations, may_edit=may_edit) for row in people])


def one_first(lines: "list[PersonLine]") -> tuple[PersonLine, ...]:
    """Return *lines* with one next thing to do among them: the first that is offered as such."""
    found, taken = [], False
    for line in lines:
        acts = tuple(replace(act, kind="") if taken and act.kind == PRIMARY else act for act in line.acts)
        taken = taken or any(act.kind == PRIMARY for act in acts)
        found.append(replace(line, acts=acts))
    return tuple(found)


def _is_adult(row: "Row") -> bool:
    """A person of the household is asked only where she or he may have parental responsibility."""
    return row.form == "referral_parent" or row.text("parental_responsibility") in ("yes", "not_known")


def _line(
    row: "Row",
    consent: Consent | None,
    agencies: Mapping[str, str],
    relations: Mapping[str, str],
    *,
    may_edit: bool,
) -> PersonLine:
    has = row.text("parental_responsibility")
    relation = relations.get(row.text("relationship"), row.text("relationship"))
    unsafe = row.text("safe_to_contact") == "no"
    facts = ", ".join(each for each in (relation, _RESPONSIBILITY.get(has, _UNSURE)) if each)
    return PersonLine(
        row_id=row.id,
        name=row.name or "Not named yet",
        facts=facts[:1].upper() + facts[1:],
        state=state_of(consent),
        details=details_of(consent, agencies),
        acts=acts_of(consent, may_edit=may_edit, first=has != "no" and not unsafe),
        warning=_UNSAFE if unsafe else "",
        consent_id=consent.id if consent is not None else "",
    )


def state_of(consent: Consent | None) -> State:
    """Return what somebody said, as word and shape."""
    if consent is None:
        return NOT_ASKED
    if consent.withdrawn_on is not None:
        return State(f"{_WITHDRAWN} {short_date(consent.withdrawn_on)}", Tone.STOPPED)
    return _STATES[consent.decision]


def acts_of(consent: Consent | None, *, may_edit: bool, first: bool = True) -> tuple[Act, ...]:
    """Return what can be done next; *first* says that asking this person is the next thing to do."""
    if consent is None:
        return (Act(RECORD, "Record the answer…", PRIMARY if first else ""),) if may_edit else ()
    found = []
    if consent.stands and consent.method is ConsentMethod.WET_SIGNATURE and consent.signed_copy_seen_on is None:
        found.append(Act(SEEN, "Signed copy seen…", PRIMARY))
    if may_edit:
        found.append(Act(RECORD, "Change the answer…" if consent.withdrawn_on is None else "Record a new answer…"))
    if consent.stands:
        found.append(Act(WITHDRAW, "Consent is withdrawn…", "danger"))
    return tuple(found)


def details_of(consent: Consent | None, agencies: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is known of an answer, a line each."""
    if consent is None:
        return ()
    lines = [
        _how(consent),
        _signed(consent),
        f"With: {_named(consent.agencies, agencies)}" if consent.agencies else "",
        f"Not with: {consent.excluded}" if consent.excluded else "",
        f"Limits: {consent.limits}" if consent.limits else "",
        _explained(consent),
        f"“{consent.own_words}”" if consent.own_words else "",
        f"Reason: {consent.reason}" if consent.reason else "",
        f"On withdrawing: {consent.withdrawn_reason}" if consent.withdrawn_reason else "",
    ]
    return tuple(line for line in lines if line)


def _how(consent: Consent) -> str:
    day = short_date(consent.given_on) if consent.given_on is not None else ""
    parts = [
        consent.method.label if consent.method is not None else "",
        day,
        f"witnessed by {consent.witnessed_by}" if consent.witnessed_by else "",
        f"in {consent.language}" if consent.language else "",
        f"interpreter {consent.interpreter}" if consent.interpreter else "",
    ]
    words = ", ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def _signed(consent: Consent) -> str:
    if consent.signed_copy_seen_on is not None:
        return f"✓ Signed copy seen on {short_date(consent.signed_copy_seen_on)} by {consent.signed_copy_seen_by}"
    if consent.stands and consent.method is ConsentMethod.WET_SIGNATURE:
        return "○ The signed copy was not seen yet"
    return ""


def _explained(consent: Consent) -> str:
    if consent.kind is not ConsentKind.SHARING or consent.decision is not Decided.GIVEN:
        return ""
    if consent.withdrawal_explained is Tri.YES:
        return "Told that it can be taken back at any time"
    return "▲ Not told that it can be taken back"


def _named(ids: tuple[str, ...], labels: Mapping[str, str]) -> str:
    return ", ".join(labels.get(each, each) for each in ids)
