"""The sections of a referral: saved as typed, never refused; and the indicators, ticked one by one with their notes."""

from collections.abc import Mapping
from dataclasses import replace

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.leaks import scan_texts
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.referrals.accepting import leaks_of
from spoc_desk.casework.referrals.answer_store import from_json, merged, tidied, to_json, with_facts
from spoc_desk.casework.referrals.follow_up import follow_answers
from spoc_desk.casework.referrals.happenings import edited
from spoc_desk.casework.referrals.reading import FORM, NOTE
from spoc_desk.casework.referrals.threshold_sets import threshold_set
from spoc_desk.casework.referrals.visibility import refuse_hidden
from spoc_desk.domain.record import new_id
from spoc_desk.domain.referral_states import BEFORE_SENDING
from spoc_desk.domain.referrals import Referral, ReferralSection
from spoc_desk.errors import BadAnswer, NotYet, UnknownRecord
from spoc_desk.forms.definition import Answer, Answers, FormDef
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.stores import REFERRAL_SECTIONS, REFERRALS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

INDICATORS, TICKS = "indicators", "ticks"


def save_section(
    vault: Vault, *, referral_id: str, section: str, answers: Answers, completed: bool | None = None
) -> Done:
    """Save answers of one section, and whether she has completed it. What is not answered again stays.

    A slip is kept as typed and told by "check answers"; what the scan sees comes back in `leaks`.
    """
    form = load_form(FORM)
    given = tidied(form, _of_section(form, section, answers))
    with vault.transaction("saved a section of a referral") as tx:
        before = open_referral(vault, tx, referral_id)
        stored = _store(vault, tx, before, section, given, completed)
    return Done(Change(What.REFERRAL, before.case_id, (referral_id,)), leaks_of(vault, form, given), stored)


def tick(vault: Vault, *, referral_id: str, indicator_id: str, ticked: bool, note: str | None = None) -> Done:
    """Tick an indicator or take the tick away; a *note* stands beside it, and stays when the tick goes.

    The same words in two places are two indicators. A tick is no score (S004:224-229, 1710-1714).
    """
    with vault.transaction("ticked an indicator") as tx:
        before = open_referral(vault, tx, referral_id)
        places = threshold_set(tx, before.set_id).places
        if indicator_id not in places:
            raise UnknownRecord()
        kept = _ticks(tx, referral_id)
        wanted = kept | {indicator_id} if ticked else kept - {indicator_id}
        given: dict[str, Answer] = {TICKS: tuple(each for each in places if each in wanted)}
        if note is not None:
            given[NOTE + indicator_id] = note.strip()
        stored = _store(vault, tx, before, INDICATORS, given, None)
    leaks = scan_texts({NOTE + indicator_id: (places[indicator_id].indicator.text, note or "")}, own_words(vault))
    return Done(Change(What.REFERRAL, before.case_id, (referral_id,)), leaks, stored)


def open_referral(vault: Vault, tx: Transaction, referral_id: str) -> Referral:
    """Return a referral whose form may still be edited. Raises NotYet for one that was sent, ended or put away."""
    referral = REFERRALS.get(tx, referral_id)
    refuse_hidden(vault, referral)
    if referral.state not in BEFORE_SENDING or referral.archived_on is not None:
        raise NotYet(
            "This form is no longer edited: what was sent stays as it was sent. Tell the MASH what is new, "
            "and record that you did; for a new worry start a re-referral.",
            "domain 3.4",
        )
    return referral


def store_answers(vault: Vault, tx: Transaction, before: Referral, after: Referral) -> Referral:
    """Store a referral whose answers changed in this change; a printed one gets a new version."""
    return edited(tx, before, after, by=vault.actor.name, day=vault.clock.today().isoformat())


def _store(
    vault: Vault,
    tx: Transaction,
    before: Referral,
    section: str,
    given: Mapping[str, Answer],
    completed: bool | None,
) -> Referral:
    found = REFERRAL_SECTIONS.find(tx, "referral_id = ? AND section = ?", (before.id, section))
    old = found[0] if found else ReferralSection(id=new_id(), referral_id=before.id, section=section)
    answers = merged(from_json(old.answers), given)
    new = replace(old, answers=to_json(answers), completed=old.completed if completed is None else completed)
    if found:
        REFERRAL_SECTIONS.update(tx, old, new)
    else:
        REFERRAL_SECTIONS.insert(tx, new)
    if new.answers == old.answers:
        return before
    stored = store_answers(vault, tx, before, with_facts(before, section, answers))
    follow_answers(tx, stored, section, answers)
    return stored


def _of_section(form: FormDef, section: str, answers: Answers) -> dict[str, Answer]:
    known = next((each for each in form.sections if each.id == section and not each.paper_only), None)
    if known is None:
        raise BadAnswer("This form has no such section.", section)
    ids = {question.id for question in known.questions}
    return {name: value for name, value in answers.items() if name in ids}


def _ticks(reader: Reader, referral_id: str) -> set[str]:
    found = REFERRAL_SECTIONS.find(reader, "referral_id = ? AND section = ?", (referral_id, INDICATORS))
    ticks = from_json(found[0].answers).get(TICKS, ()) if found else ()
    return {ticks} if isinstance(ticks, str) else set(ticks)
