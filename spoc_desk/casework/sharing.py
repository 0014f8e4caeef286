"""Information-sharing decisions: asked for before a record leaves the LA SPOC's hands (domain 1.11; S001:474-482)."""

from spoc_desk.casework.accepting import accept
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.domain.decisions import Decision
from spoc_desk.domain.record import CaseId, DecisionId, new_id
from spoc_desk.errors import Incomplete
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CASES, DECISIONS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

FORM = "decision"
_SHARING = "outcome IN ('share', 'share_part')"


def decide(vault: Vault, *, case_id: str, answers: Answers) -> Done:
    """Record a decision, also one not to share. A later one does not change an earlier one (S001:482)."""
    dated = {**answers, "decided_on": answers.get("decided_on") or vault.clock.today().isoformat()}
    accepted = accept(vault, FORM, dated, vault.clock.today(), complete=True)
    decision = accepted.new(Decision, id=DecisionId(new_id()), case_id=CaseId(case_id), decided_by=vault.actor.name)
    if decision.allows and not (decision.necessary_and_proportionate and decision.third_parties_protected):
        raise Incomplete(
            "Information is shared only when that is necessary and proportionate and other people are protected. "
            "Change these answers, or decide not to share.",
            "S001:474",
        )
    with vault.transaction("recorded an information-sharing decision") as tx:
        CASES.get(tx, case_id)
        stored = DECISIONS.insert(tx, decision)
    return Done(Change(What.EXCHANGE, case_id, (stored.id,)), accepted.leaks, stored)


def decisions(reader: Reader, case_id: str) -> list[Decision]:
    """Return a case's decisions, the newest first; none for who does not see relocations."""
    if not sees(reader, Sight.RELOCATIONS):
        return []
    return DECISIONS.find(reader, "case_id = ?", (case_id,), tail="ORDER BY decided_on DESC, created_at DESC")


def may_share(reader: Reader, case_id: str) -> bool:
    """Say whether some decision of the case allows sharing."""
    return sees(reader, Sight.RELOCATIONS) and DECISIONS.count(reader, f"case_id = ? AND {_SHARING}", (case_id,)) > 0
