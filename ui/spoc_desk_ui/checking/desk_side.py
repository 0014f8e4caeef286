"""The review's way to the casework: the plan of a check, and what is remembered of it, which is counts."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lazy import load

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.document_checks import CheckPlan
    from spoc_desk.sanitise.review.tally import Tally
    from spoc_desk.vault.vault import Vault

_CHECKS = "spoc_desk.casework.document_checks"
_TERMS = "spoc_desk.domain.document_checks"


@dataclass(frozen=True)
class Result:
    """What came of a review, before it is counted."""

    verdict: str  # "clean", "leaks" or "copy"
    tally: "Tally"
    words_shown: bool = False
    proofs: tuple[str, ...] = ()
    copy: bytes = b""
    second_person: str = ""
    second_role: str = ""


def plan(vault: "Vault", mode: str, item_id: str) -> "CheckPlan":
    """Return what the check is for: by the record of the register, or by what she said of the file."""
    checks = load(_CHECKS)
    made: CheckPlan = checks.plan_check(vault, mode=mode or None, item_id=item_id or None)
    return made


def keep_result(vault: "Vault", of: "CheckPlan", result: Result) -> "Done":
    """Remember the counts of a finished review, and record what follows from it."""
    checks = load(_CHECKS)
    terms, roles = load(_TERMS), load("spoc_desk.domain.roles")
    counted = result.tally
    counts = [
        terms.ChannelCount(channel, found, counted.removed.get(channel, 0), counted.kept.get(channel, 0))
        for channel, found in sorted(counted.found.items())
    ]
    if hidden := sum(counted.hidden_found.values()):
        counts.append(terms.ChannelCount(terms.HIDDEN, hidden, hidden, 0))
    outcome = checks.Outcome(
        verdict=terms.Verdict(result.verdict),
        pages=counted.pages,
        unreadable=sum(counted.unreadable.values()),
        counts=counts,
        words_shown=result.words_shown,
        proofs=result.proofs,
        copy_digest=hashlib.sha256(result.copy).hexdigest() if result.copy else "",
        second_person=result.second_person,
        second_role=roles.Role(result.second_role) if result.second_role else None,
    )
    done: Done = checks.save_check(vault, of, outcome)
    return done


def refuse_name(vault: "Vault", name: str) -> None:
    """Raise LeakFound where the name of the copy may itself show an area."""
    own = load("spoc_desk.casework.own_words").own_words(vault)
    load("spoc_desk.casework.leaks").refuse_leaky_name(name, own)
