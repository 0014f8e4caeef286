"""The register of information-sharing decisions, and one of them to read (domain 1.11; S001:474-482)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.paging import Page
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.partnership.sheet import Filled, Link, Sheet, Standing
from spoc_desk.casework.places import Part, case_place, referral_place
from spoc_desk.domain.decisions import Decision, LawfulBasis, Outcome
from spoc_desk.domain.house_dates import short_date
from spoc_desk.errors import UnknownRecord
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.decision_list import DecisionQuery, decision_page
from spoc_desk.vault.records.stores import CASES, DECISIONS, REFERRALS
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Vault

FORM = "decision"
UNTIED = "No case or referral"
_STANDING = {
    Outcome.SHARE: Standing.DONE,
    Outcome.SHARE_PART: Standing.DONE,
    Outcome.DO_NOT_SHARE: Standing.STOPPED,
    Outcome.DEFER: Standing.WAITS,
}


@dataclass(frozen=True)
class DecisionLine:
    """One decision in the register."""

    id: str
    decided_words: str
    about: str
    what: str
    outcome: Outcome
    basis: LawfulBasis
    decided_by: str


def page_of(vault: Vault, asked: Asked) -> Page[DecisionLine]:
    """Return one page of the register, the newest first; nothing for who does not see relocations."""
    if not sees(vault, Sight.RELOCATIONS):
        return Page((), 0, asked.offset)
    query = DecisionQuery(
        about=asked.of("about"), outcome=asked.of("outcome"), basis=asked.of("basis"),
        sort=asked.sort, descending=asked.descending,
    )  # fmt: skip
    rows, total = decision_page(vault, query, offset=asked.offset, limit=asked.limit)
    return Page(tuple(_line(row) for row in rows), total, asked.offset)


def count_of(vault: Vault) -> int:
    """Return how many decisions there are."""
    return DECISIONS.count(vault) if sees(vault, Sight.RELOCATIONS) else 0


def sheet_of(vault: Vault, decision_id: str) -> Sheet:
    """Return one decision to read. Raises UnknownRecord."""
    if not sees(vault, Sight.RELOCATIONS):
        raise UnknownRecord()
    decision = DECISIONS.get(vault, decision_id)
    reference, links = _about(vault, decision)
    return Sheet(
        id=decision.id,
        title=f"Decision about {reference}" if reference else "Decision to share information",
        state=decision.outcome.label,
        standing=_STANDING[decision.outcome],
        facts=(f"Decided {short_date(decision.decided_on)} by {decision.decided_by}",),
        links=links,
        filled=(Filled(FORM, answers_of(decision, load_form(FORM)), but=("decided_on", "outcome")),),
    )


def _about(vault: Vault, decision: Decision) -> tuple[str, tuple[Link, ...]]:
    if decision.case_id:
        place = case_place(decision.case_id, Part.EXCHANGE)
        return CASES.get(vault, decision.case_id).case_ref, (Link("Open the relocation", place),)
    if decision.referral_id:
        reference = REFERRALS.get(vault, decision.referral_id).referral_ref
        return reference, (Link("Open the referral", referral_place(decision.referral_id)),)
    return "", ()


def _line(row: Row) -> DecisionLine:
    return DecisionLine(
        id=str(row["id"]),
        decided_words=short_date(date.fromisoformat(str(row["decided_on"]))),
        about=str(row["reference"]) or UNTIED,
        what=" ".join(str(row["what_information"]).split()),
        outcome=Outcome(row["outcome"]),
        basis=LawfulBasis(row["lawful_basis"]),
        decided_by=str(row["decided_by"]),
    )
