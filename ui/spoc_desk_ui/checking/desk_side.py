"""The review's way to the casework: the plan of a check, and what is remembered of it, which is counts."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lazy import load

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change
    from spoc_desk.casework.document_checks import CheckPlan
    from spoc_desk.sanitise.areas.fits import Fits
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
    second_user: str = ""
    fits: "Fits | None" = None


@dataclass(frozen=True)
class Kept:
    """What was remembered, and where the work goes on; both words are empty where nothing follows."""

    change: "Change"
    check_id: str
    follow_words: str = ""
    follow_place: str = ""


def plan(vault: "Vault", mode: str, item_id: str) -> "CheckPlan":
    """Return what the check is for: by the record of the register, or by what she said of the file."""
    checks = load(_CHECKS)
    made: CheckPlan = checks.plan_check(vault, mode=mode or None, item_id=item_id or None)
    return made


def keep_result(vault: "Vault", of: "CheckPlan", result: Result) -> Kept:
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
        areas_left=result.fits.areas if result.fits else None,
        areas_of=result.fits.of if result.fits else 0,
        words_not_placed=result.fits.not_placed if result.fits else 0,
        copy_digest=hashlib.sha256(result.copy).hexdigest() if result.copy else "",
        second_person=result.second_person,
        second_role=roles.Role(result.second_role) if result.second_role else None,
        second_user=result.second_user or None,
    )
    done = checks.save_check(vault, of, outcome)
    return Kept(done.change, done.record.id, *_what_follows(vault, of, leaks=result.verdict == "leaks"))


def _what_follows(vault: "Vault", of: "CheckPlan", *, leaks: bool) -> tuple[str, str]:
    """Return the words of a button and the place it opens: the concern of a leak, else the record in the register."""
    if not of.case_id:
        return "", ""
    if leaks:
        kind = load("spoc_desk.domain.concerns").ConcernKind.DOCUMENT_LEAK
        lines = load("spoc_desk.casework.concerns").concerns(vault, case_id=of.case_id, open_only=True)
        concern = next((line.concern for line in lines if line.concern.kind is kind), None)
        if concern is not None:
            return "Open the concern", f"case/{of.case_id}/concerns/{concern.id}"
    return "Back to the register", f"case/{of.case_id}/exchange/{of.item_id or ''}".rstrip("/")


def refuse_name(vault: "Vault", name: str) -> None:
    """Raise LeakFound where the name of the copy may itself show an area."""
    own = load("spoc_desk.casework.own_words").own_words(vault)
    load("spoc_desk.casework.leaks").refuse_leaky_name(name, own)


def refuse_unsigned(vault: "Vault", of: "CheckPlan", second: str, role: str, user: str) -> None:
    """Raise Incomplete where a copy that leaves is not signed as it must be: asked before the file is written."""
    checks, terms = load(_CHECKS), load(_TERMS)
    signed = load("spoc_desk.domain.roles").Role(role) if role else None
    outcome = checks.Outcome(
        terms.Verdict.COPY, 0, 0, (), second_person=second, second_role=signed, second_user=user or None
    )
    checks.refuse_unsigned(vault, of, outcome)
