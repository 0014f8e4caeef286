"""What somebody decides about one record of the list: its class, a longer time, a legal hold, what UKPPS said, and the
proposal to dispose of it. Each needs a reason; none takes anything away."""

from dataclasses import replace
from datetime import date

from spoc_desk.casework import second_person
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.keeping.disposing import refuse_disposal
from spoc_desk.casework.keeping.reckoning import is_copy, reckoned
from spoc_desk.casework.keeping.who import ASKED, CLASS_SET, HELD, KEPT_LONGER, LIFTED, PROPOSED, WITHDRAWN, seen
from spoc_desk.casework.leaks import FieldLeak, scan_texts
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.second_person import SecondPerson
from spoc_desk.domain.retention import MAY_DECIDE, RecordKind, Retention, RetentionRule, UkppsAnswer
from spoc_desk.errors import BadAnswer, Incomplete, NotYet
from spoc_desk.vault.records.stores import RETENTION
from spoc_desk.vault.vault import Vault

_SOURCE = "domain 2.6"
_NOTHING_PROPOSED = {"proposed_at": "", "proposed_by": None, "proposed_name": "", "proposal_reason": ""}


def set_class(vault: Vault, *, retention_id: str, class_id: str, version: int) -> Done:
    """Choose the class of a record; its day is reckoned anew. Raises StaleRecord."""
    before = _of(vault, CLASS_SET, retention_id, version)
    chosen = profile(vault).retention_class(class_id)
    if chosen is None or chosen.rule is RetentionRule.WITH_NEWEST:
        raise BadAnswer("Choose a class from the list.", "class_id")
    if chosen.rule is RetentionRule.LONGEST and before.kind is not RecordKind.RELOCATION:
        raise BadAnswer("This class is for relocations. Choose another one.", "class_id")
    after = reckoned(vault, replace(before, class_id=class_id, class_chosen=True, review_on=None, kept_reason=""))
    return _store(vault, CLASS_SET, before, after)


def keep_longer(vault: Vault, *, retention_id: str, review_on: str, reason: str, version: int) -> Done:
    """Set the day on which somebody looks at the record again, with the reason. It is never before today."""
    before = _of(vault, KEPT_LONGER, retention_id, version)
    day = _day(review_on, "review_on")
    if day <= vault.clock.today():
        raise BadAnswer("Choose a day after today.", "review_on", _SOURCE)
    if before.review_on is not None and day < before.review_on:
        raise BadAnswer("This is earlier than the day it has. A record is kept longer, never shorter.", "review_on")
    words = _reason(reason)
    after = replace(before, review_on=day, kept_reason=words, **_NOTHING_PROPOSED)  # type: ignore[arg-type]
    return _store(vault, KEPT_LONGER, before, after, words)


def put_hold(vault: Vault, *, retention_id: str, reason: str, version: int) -> Done:
    """Put a record on legal hold: an inquiry, a claim, a police request. A proposed disposal is off."""
    before = _of(vault, HELD, retention_id, version)
    if before.is_held:
        raise NotYet("This record is on legal hold already.", _SOURCE)
    words = _reason(reason)
    after = replace(
        before,
        hold_on=vault.clock.today(),
        hold_by=vault.actor.name,
        hold_reason=words,
        **_NOTHING_PROPOSED,  # type: ignore[arg-type]
    )
    return _store(vault, HELD, before, after, words)


def lift_hold(vault: Vault, *, retention_id: str, reason: str, second: SecondPerson | None, version: int) -> Done:
    """End a legal hold, with a reason and a second person's own password."""
    before = _of(vault, LIFTED, retention_id, version)
    if not before.is_held:
        raise NotYet("This record is not on legal hold.", _SOURCE)
    copy = is_copy(vault, before.kind, before.record_id)
    if before.kind is RecordKind.RELOCATION and not copy and before.ukpps_answer is not UkppsAnswer.MAY_GO:
        raise NotYet("Ask UKPPS first. The hold stays until they say that the record may be disposed of.", _SOURCE)
    words = _reason(reason)
    if second is None or not second.is_confirmed or not second_person.still_signs(vault, second, MAY_DECIDE):
        raise Incomplete("A second person agrees, with their own password.", _SOURCE)
    after = replace(before, hold_on=None, hold_by="", hold_reason="")
    return _store(vault, LIFTED, before, after, f"{words} ({second.name}, {second.role.label}, agreed)")


def record_ukpps(
    vault: Vault, *, retention_id: str, asked_on: str, answer: str = "", answered_on: str = "", version: int
) -> Done:
    """Write down that UKPPS was asked before a disposal, and what they answered."""
    before = _of(vault, ASKED, retention_id, version)
    if before.kind is not RecordKind.RELOCATION:
        raise NotYet("UKPPS is asked about relocations only.", _SOURCE)
    asked = _day(asked_on, "asked_on")
    said = _answer(answer)
    answered = _day(answered_on, "answered_on") if said else None
    today = vault.clock.today()
    if asked > today or (answered and not asked <= answered <= today):
        raise BadAnswer("They are asked first and answer then; neither is in the future.", "answered_on")
    after = replace(before, ukpps_asked_on=asked, ukpps_answer=said, ukpps_answered_on=answered)
    if said is UkppsAnswer.KEEP:
        after = replace(after, **_NOTHING_PROPOSED)  # type: ignore[arg-type]
    return _store(vault, ASKED, before, after)


def propose(vault: Vault, *, retention_id: str, reason: str, version: int) -> Done:
    """Propose to dispose of a record. Raises NotYet with the rule that forbids it; somebody else approves it."""
    before = _of(vault, PROPOSED, retention_id, version)
    if before.is_proposed:
        raise NotYet(f"{before.proposed_name} proposed this already.", _SOURCE)
    refuse_disposal(vault, before)
    words = _reason(reason)
    now = vault.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    after = replace(
        before, proposed_at=now, proposed_by=vault.actor.user_id, proposed_name=vault.actor.name, proposal_reason=words
    )
    return _store(vault, PROPOSED, before, after, words)


def withdraw(vault: Vault, *, retention_id: str, version: int) -> Done:
    """Take a proposal back, or turn somebody's down."""
    before = _of(vault, WITHDRAWN, retention_id, version)
    if not before.is_proposed:
        raise NotYet("Nobody proposed to dispose of this record.", _SOURCE)
    return _store(vault, WITHDRAWN, before, replace(before, **_NOTHING_PROPOSED))  # type: ignore[arg-type]


def _of(vault: Vault, act: str, retention_id: str, version: int) -> Retention:
    vault.refuse(act)
    found = seen(vault, retention_id)
    if found.closed_on is None:
        raise NotYet("This record is open again. Nothing is decided about it until it is closed.", _SOURCE)
    return replace(found, version=version)


def _store(vault: Vault, act: str, before: Retention, after: Retention, reason: str = "") -> Done:
    leaks: tuple[FieldLeak, ...] = scan_texts({"reason": ("Reason", reason)}, own_words(vault)) if reason else ()
    with vault.transaction(act) as tx:
        stored = RETENTION.update(tx, before, after)
    return Done(Change(What.RETENTION, None, (stored.id,)), leaks, stored)


def _reason(words: str) -> str:
    if not words.strip():
        raise BadAnswer("Say why.", "reason", _SOURCE)
    return words.strip()


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as err:
        raise BadAnswer("Enter a day.", field) from err


def _answer(text: str) -> UkppsAnswer | None:
    if not text:
        return None
    if text not in {each.value for each in UkppsAnswer}:
        raise BadAnswer("Choose an answer from the list.", "answer")
    return UkppsAnswer(text)
