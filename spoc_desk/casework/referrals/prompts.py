"""What the form must say aloud now: the hard ones first, each with its source (domain 1.14, 2.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spoc_desk.casework.referrals import clocks
from spoc_desk.casework.referrals.reading import ReferralView
from spoc_desk.casework.referrals.young_people import AHEAD, ASKED_FROM, young_people
from spoc_desk.domain.ages import birthday
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.private_fostering import Finding, notice_due, of_answers
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.referral_states import BEFORE_SENDING
from spoc_desk.domain.referrals import ReferralKind, ReferralState
from spoc_desk.domain.special_circumstances import ANSWERED, FORCED_PROMPTS, ForcedPrompt
from spoc_desk.domain.special_circumstances import Circumstance as Key
from spoc_desk.forms.answers import is_empty

RECORD_IS_YOURS = (
    "The MASH does not keep this request: yours is the only record. Keep it, with what came of it, "
    "in your own service's file."
)
DO_NOT_INFORM = "Nobody is to be alerted: under “Informing the family” the answer starts from “do not inform”."
NO_EARLIER_AREA = "Do not describe any past area: no earlier address, school, GP or place."


@dataclass(frozen=True)
class Prompt:
    """One sentence to read. `level`: now, must or soft. `section` and `question` are where it is answered."""

    key: str
    sentence: str
    level: str
    source: str
    section: str = ""
    question: str = ""
    done: bool = False


NOW, MUST, SOFT = "now", "must", "soft"
_ORDER = {NOW: 0, MUST: 1, SOFT: 2}


def prompts(view: ReferralView, today: date) -> tuple[Prompt, ...]:
    """Return what must be said, what is pressing first; what is done stays, marked as done, and comes last."""
    found = [
        *_danger(view), *_restricted(view), *_circumstances(view), *_guidance(view), *_fostering(view, today),
        *_informing(view), *_phone_first(view), *_confirm(view), *_young(view, today), *_after_sending(view),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.done, _ORDER[each.level])))


def alert_nobody(view: ReferralView) -> bool:
    """Say whether a circumstance of this referral means that the family is not told."""
    return any(each.do_not_inform for each in _that_apply(view))


def _danger(view: ReferralView) -> Iterator[Prompt]:
    if view.answers.get("immediate_danger") == "yes":
        done = not is_empty(view.answers.get("danger_called_at", ""))
        yield Prompt(
            "danger", "Call 999 now. Write down the time, and finish this form afterwards.", NOW, "domain 1.12, 3.4",
            "before_start", "danger_called_at", done,
        )  # fmt: skip


def _restricted(view: ReferralView) -> Iterator[Prompt]:
    """The same words for every kind of restricted record (2.3 rule 10)."""
    if view.stopped:
        yield Prompt("restricted", f"{RESTRICTED_WORDS}.", NOW, "2.3 rule 10", done=view.released)
        yield Prompt("no_earlier_area", NO_EARLIER_AREA, MUST, "2.3 rule 10", "reason", "what_happened")


def _circumstances(view: ReferralView) -> Iterator[Prompt]:
    for each in _that_apply(view):
        done = bool(each.done_by) and all(not is_empty(view.answers.get(name, "")) for name in each.done_by)
        question = next(
            (name for name in each.done_by if is_empty(view.answers.get(name, ""))), each.circumstance.value
        )
        yield Prompt(
            each.circumstance.value,
            each.sentence,
            NOW if each.now else MUST,
            each.source,
            "circumstances",
            question,
            done,
        )


def _guidance(view: ReferralView) -> Iterator[Prompt]:
    """Where the council keeps its own guidance; what has no place is not mentioned (X-23)."""
    for key in Key:
        guidance = view.council.guidance_on(key.value) if view.answers.get(key.value) == "yes" else None
        if guidance is not None:
            words = f"Local guidance: {guidance.title}. {guidance.where}"
            yield Prompt(f"guidance.{key.value}", words, SOFT, "set by the council", "circumstances", key.value)


def _that_apply(view: ReferralView) -> list[ForcedPrompt]:
    return [
        each
        for each in FORCED_PROMPTS
        if view.answers.get(each.circumstance.value) == "yes" and all(_holds(view, *when) for when in each.when)
    ]


def _holds(view: ReferralView, question: str, any_of: tuple[str, ...]) -> bool:
    answer = view.text(question)
    return answer in any_of or (ANSWERED in any_of and bool(answer.strip()))


def _fostering(view: ReferralView, today: date) -> Iterator[Prompt]:
    found = of_answers(view.answers)
    if found is None:
        return
    level = MUST if found.finding is Finding.YES else SOFT
    question = "private_fostering_carer"
    yield Prompt(Key.PRIVATE_FOSTERING.value, found.words, level, found.source, "circumstances", question)
    begins = _day(view.text("private_fostering_from"))
    if found.applies and begins is not None:
        due = short_date(notice_due(begins, today))
        words = f"Notify the council by {due}: six weeks before it begins, or 48 hours after it began."
        source = "Children (Private Arrangements for Fostering) Regulations 2005"
        done = not is_empty(view.text("private_fostering_told_on"))
        yield Prompt("fostering_notice", words, MUST, source, "circumstances", "private_fostering_told_on", done)


def _informing(view: ReferralView) -> Iterator[Prompt]:
    if alert_nobody(view):
        yield Prompt("do_not_inform", DO_NOT_INFORM, MUST, "S004:884-888", "informing", "told")


def _phone_first(view: ReferralView) -> Iterator[Prompt]:
    if view.referral.state in BEFORE_SENDING and view.referral.urgency == "immediate":
        done = view.referral.referral_kind is ReferralKind.CONFIRMS_PHONE_CALL or bool(view.referral.phoned_at)
        words = "It is urgent: phone the MASH first, and confirm it in writing within the hours of your council."
        yield Prompt("phone_first", words, NOW, "S004:989-990, 997-1000", "type", "phoned_at", done)


def _confirm(view: ReferralView) -> Iterator[Prompt]:
    """The countdown after a phone call (D-11)."""
    if view.confirm_by is not None and view.referral.state in BEFORE_SENDING:
        by = f"{short_date(view.confirm_by.date())}, {view.confirm_by:%H:%M}"
        words = f"Send this form by {by}: a referral by phone is confirmed in writing."
        yield Prompt("confirm_call", words, MUST, "set by the council")


def _young(view: ReferralView, today: date) -> Iterator[Prompt]:
    for young in young_people(view, today):
        if young.ask:
            done = young.consent is not None
            yield Prompt("young_person", f"{young.name}: {young.why}", MUST, young.source, "young_person", "", done)
        elif young.age is not None and young.age < ASKED_FROM:
            born = _day(view.people[young.row_id].text("date_of_birth"))
            if born is not None and birthday(born, ASKED_FROM) - today <= AHEAD:
                yield Prompt("young_person", f"{young.name}: {young.why}", SOFT, young.source, "young_person")


def _after_sending(view: ReferralView) -> Iterator[Prompt]:
    if view.referral.state is ReferralState.NOT_RETAINED:
        yield Prompt("only_record", RECORD_IS_YOURS, NOW, "S004:1014-1020")
    if any(clock.rule == clocks.TELL and clock.running for clock in view.clocks):
        words = "Consent was withdrawn after sending. Tell the MASH, and record that you did."
        yield Prompt("tell_mash", words, NOW, "S004:536-540")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
