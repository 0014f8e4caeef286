"""The decision that is made by sealing: a case goes to another desk of the council, or a copy of it to read.

It is stored in the change that seals, and travels with the case. The receipt of the other desk is what is waited for:
the hand-over itself asks for it, so the decision has the day the file expires and no clock of its own.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from spoc_desk.casework.leaks import refuse_leaks, scan_texts
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.sharing import GOLDEN_RULES, HAND_OVER, with_reference
from spoc_desk.domain.decisions import (
    ConsentSought,
    Decision,
    LawfulBasis,
    Outcome,
    SharingTest,
    SpecialCondition,
    StartedBy,
)
from spoc_desk.domain.handovers import BundleKind
from spoc_desk.domain.record import CaseId, DecisionId, new_id
from spoc_desk.domain.terms import Method
from spoc_desk.errors import BadAnswer
from spoc_desk.vault.records.stores import DECISIONS
from spoc_desk.vault.vault import Transaction, Vault

SAID: Final = (
    "By sealing you decide to share it: what travels is necessary, proportionate, relevant, adequate, accurate, timely "
    "and secure, and other people in it are protected. The decision stands in the register with what you wrote."
)
_WHAT: Final = {
    BundleKind.CASES: "The whole record, to go on with it",
    BundleKind.COPY: "A copy of the record, to read",
}


def purpose_of(vault: Vault, purpose: str) -> str:
    """Return what it is handed over for. Raises BadAnswer where nothing is said, LeakFound for a place."""
    said = " ".join(purpose.split())
    if not said:
        raise BadAnswer("Say what it is handed over for, and why they may have it.", "purpose", GOLDEN_RULES)
    refuse_leaks(scan_texts({"purpose": ("What is it for?", said)}, own_words(vault)), "hand over")
    return said


def decide_hand_over(
    tx: Transaction, vault: Vault, *, case_ids: Sequence[str], kind: BundleKind, desk: str, purpose: str, until: date
) -> None:
    """Store one decision for each case, while it can still be written to."""
    today = vault.clock.today()
    for case_id in case_ids:
        made = Decision(
            id=DecisionId(new_id()), case_id=CaseId(case_id), decided_on=today, decided_by=vault.actor.name,
            started_by=StartedBy.PROACTIVE, what_information=_WHAT[kind], purpose=purpose, rationale=purpose,
            consent_sought=ConsentSought.NOT_BASIS, lawful_basis=LawfulBasis.PUBLIC_TASK,
            special_condition=SpecialCondition.SUBSTANTIAL_PUBLIC_INTEREST, necessary_and_proportionate=True,
            tests_met=tuple(SharingTest), third_parties_protected=True, protected_how="Sealed for one desk.",
            outcome=Outcome.SHARE, about=HAND_OVER, shared_with=desk, shared_on=today,
            method=Method.ENCRYPTED_MEDIA, chase_on=until,
        )  # fmt: skip
        DECISIONS.insert(tx, with_reference(tx, vault, made))


def decide_again(tx: Transaction, vault: Vault, *, case_ids: Sequence[str], reason: str) -> None:
    """The hand-over was cancelled: a new decision for each case says that it was not shared after all, and why."""
    newest = "ORDER BY created_at DESC, rowid DESC LIMIT 1"
    for case_id in case_ids:
        for before in DECISIONS.find(tx, "case_id = ? AND about = ?", (case_id, HAND_OVER), tail=newest):
            again = replace(
                before, id=DecisionId(new_id()), decided_on=vault.clock.today(), decided_by=vault.actor.name,
                outcome=Outcome.DO_NOT_SHARE, rationale=reason, shared_with="", shared_on=None, method=None,
                chase_on=None, reconsiders=before.id,
            )  # fmt: skip
            DECISIONS.insert(tx, with_reference(tx, vault, again))
