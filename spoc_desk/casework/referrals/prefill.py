"""Nothing is asked twice: what is known already, with where it comes from. Offered, never filled in by itself.

From the relocation or the RELAY message the referral was begun from, from the directory, and from the last referral of
the same person.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from spoc_desk.casework.household import members
from spoc_desk.casework.moments import stored_now, to_answer
from spoc_desk.casework.referrals.answer_store import day
from spoc_desk.casework.referrals.from_relay import relay_facts, relay_people
from spoc_desk.casework.referrals.known import Filled, FilledRow
from spoc_desk.casework.referrals.reading import ReferralView
from spoc_desk.casework.referrals.visibility import sees_relocations
from spoc_desk.domain import looks
from spoc_desk.domain.ages import age_on
from spoc_desk.domain.contacts import Contact
from spoc_desk.domain.household import Member, MemberKind, MemberName, Relationship
from spoc_desk.domain.referrals import CHILD, HOUSEHOLD, PARENT
from spoc_desk.forms.answers import is_empty
from spoc_desk.forms.definition import Answer
from spoc_desk.vault.records.referral_list import last_section_of
from spoc_desk.vault.records.stores import CONTACTS, MEMBER_NAMES
from spoc_desk.vault.vault import Vault

_REFERRER = (
    "referrer_role", "referrer_source", "referrer_agency", "referrer_address", "referrer_phone", "referrer_email",
    "lead_name", "lead_contact",
)  # fmt: skip
_RELATIONSHIPS = {
    Relationship.MOTHER: "mother", Relationship.FATHER: "father", Relationship.STEP_PARENT: "step_parent",
    Relationship.PARTNER: "partner", Relationship.GRANDPARENT: "grandparent", Relationship.SIBLING: "sibling",
}  # fmt: skip
_PARENTS = (Relationship.MOTHER, Relationship.FATHER, Relationship.STEP_PARENT, Relationship.CARER)
YOU, DIRECTORY, LAST, CASE = "your name at this desk", "the directory", "your last referral", "the relocation case"


def offers(vault: Vault, view: ReferralView) -> tuple[Filled, ...]:
    """Return what is known for questions of the form that have no answer yet, the nearest source first."""
    known: dict[str, Filled] = {}
    sources = (
        _referrer(vault), _last(vault, view), _from_view(vault, view), relay_facts(vault, view.referral.id),
    )  # fmt: skip
    for each in chain.from_iterable(sources):
        if is_empty(view.answers.get(each.question, "")):
            known.setdefault(each.question, each)
    return tuple(known.values())


def people_offers(vault: Vault, view: ReferralView, reason: str, words: str = "") -> tuple[FilledRow, ...]:
    """Return the household of the relocation this referral was begun from, as rows not in the form yet.

    Names come along where they are kept; that they were read, and why, is written into the trail. Raises Incomplete
    without a reason.
    """
    if view.referral.case_id is None or not sees_relocations(vault) or not vault.may(looks.NAMES):
        return ()
    why = looks.reason_of(reason, words)
    case_id = view.referral.case_id
    names = {name.member_id: name for name in MEMBER_NAMES.find(vault, "case_id = ?", (case_id,))}
    found = [_row_of(member, names.get(member.id)) for member in members(vault, case_id) if member.left_on is None]
    if names:
        with vault.transaction(looks.NAMES, reason=why) as tx:
            tx.note(looks.NAMES, "referrals", view.referral.id, why)
    return _not_there(view, found)


def shown_people(vault: Vault, view: ReferralView) -> tuple[FilledRow, ...]:
    """Return the child of the RELAY message this referral was begun from, unless it is in the form: its name is open
    to whoever sees RELAY, so no reason is asked."""
    return _not_there(view, relay_people(vault, view.referral.id))


def _not_there(view: ReferralView, found: Iterable[FilledRow]) -> tuple[FilledRow, ...]:
    there = {(row.form, row.name.casefold()) for row in view.people.values()}
    keys = [(each, (each.form, _name(each.answers).casefold())) for each in found]
    return tuple(each for each, key in keys if not key[1] or key not in there)


def _referrer(vault: Vault) -> Iterator[Filled]:
    yield Filled("referrer_name", vault.actor.name, YOU)
    found = CONTACTS.find(vault, "name = ? COLLATE NOCASE AND active = 1", (vault.actor.name,), tail="LIMIT 1")
    for contact in found:
        yield from (Filled(question, value, DIRECTORY) for question, value in _contact(contact).items() if value)


def _contact(contact: Contact) -> dict[str, str]:
    return {
        "referrer_role": contact.job_title,
        "referrer_agency": contact.team,
        "referrer_phone": contact.phone,
        "referrer_email": contact.email,
    }


def _last(vault: Vault, view: ReferralView) -> Iterator[Filled]:
    """Only what is about the referrer: nothing of another child."""
    stored = last_section_of(
        vault, vault.actor.user_id, "referrer", view.referral.id, with_cases=sees_relocations(vault)
    )
    answers = json.loads(stored) if stored else {}
    for question in _REFERRER:
        if answers.get(question):
            yield Filled(question, str(answers[question]), LAST)


def _from_view(vault: Vault, view: ReferralView) -> Iterator[Filled]:
    """What other parts of the form say already."""
    yield Filled("referrer_at", to_answer(stored_now(vault.clock)), "the clock of this computer")
    if view.referral.phoned_at:
        yield Filled("phoned_at", view.referral.phoned_at, "the phone call you recorded")
    level = view.text("need_level")
    if level:
        yield Filled("level", level, "“Before you start”")
    if level == "INT":
        yield Filled("level_sought", "fps", "“Before you start”")
    if len(view.children) == 1:
        yield from _about_the_child(view)


def _about_the_child(view: ReferralView) -> Iterator[Filled]:
    child, source = view.children[0], "what you wrote about the child"
    if child.text("disability") in ("yes", "no"):
        yield Filled("private_fostering_disabled", child.text("disability"), source)
    born = day(child.text("date_of_birth"))
    if born is not None and born <= view.today:
        age = str(age_on(born, view.today))
        yield Filled("private_fostering_age", age, source)
        yield Filled("fgm_age", age, source)


def _row_of(member: Member, name: MemberName | None) -> FilledRow:
    child = member.kind in (MemberKind.CHILD, MemberKind.UNBORN)
    form = CHILD if child else PARENT if member.relationship in _PARENTS else HOUSEHOLD
    answers: dict[str, Answer] = {
        "given_names": name.given_name if name else "",
        "family_name": name.family_name if name else "",
        "date_of_birth": member.date_of_birth.isoformat() if member.date_of_birth else "",
    }
    answers |= _child_answers(member) if child else _adult_answers(member)
    if form != HOUSEHOLD:
        answers |= {"first_language": member.first_language, "interpreter": _value(member.interpreter)}
    kept = {question: value for question, value in answers.items() if not is_empty(value)}
    return FilledRow(form, kept, CASE, _name(kept) or member.alias)


def _child_answers(member: Member) -> dict[str, Answer]:
    due = member.expected_delivery_date
    return {
        "expected_delivery_date": due.isoformat() if due else "",
        "sex": member.sex.value,
        "nhs_number": member.nhs_number,
        "upn": member.upn,
        "ethnicity": member.ethnicity,
        "religion": member.religion,
        "disability": _value(member.disability),
        "disability_note": member.disability_note,
        "school": member.school or "",
    }


def _adult_answers(member: Member) -> dict[str, Answer]:
    return {
        "relationship": _RELATIONSHIPS.get(member.relationship, "other"),
        "parental_responsibility": _value(member.parental_responsibility),
    }


def _value(term: str | None) -> str:
    return str(term) if term else ""


def _name(answers: Mapping[str, Answer]) -> str:
    return " ".join(str(answers[part]) for part in ("given_names", "family_name") if answers.get(part))
