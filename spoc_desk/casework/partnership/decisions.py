"""The register of information-sharing decisions, and one of them to read (domain 1.11; S001:474-482)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.council import profile
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.paging import Page
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.partnership.sheet import Filled, Link, Sheet, Standing
from spoc_desk.casework.places import Part, case_place, referral_place
from spoc_desk.casework.sharing import record_arrival
from spoc_desk.casework.turns import Turn
from spoc_desk.domain.decisions import Decision, LawfulBasis, Outcome
from spoc_desk.domain.house_dates import short_date
from spoc_desk.errors import UnknownRecord
from spoc_desk.forms.definition import Answer
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.decision_list import LISTING, DecisionQuery, decision_page
from spoc_desk.vault.records.partnership_list import how_many
from spoc_desk.vault.records.stores import CASES, DECISIONS, PRINTS, REFERRALS
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


_ARRIVED = Turn(
    "arrived", "It arrived", "recorded that what was shared arrived",
    lambda vault, key, _answers: record_arrival(vault, decision_id=key), after="Recorded.", main=True,
)  # fmt: skip


@dataclass(frozen=True)
class DecisionLine:
    """One decision in the register."""

    id: str
    reference: str
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
    return how_many(vault, LISTING, open_only=False) if sees(vault, Sight.RELOCATIONS) else 0


def sheet_of(vault: Vault, decision_id: str) -> Sheet:
    """Return one decision to read. Raises UnknownRecord."""
    if not sees(vault, Sight.RELOCATIONS):
        raise UnknownRecord()
    decision = DECISIONS.get(vault, decision_id)
    reference, links = _about(vault, decision)
    about = reference or decision.about
    return Sheet(
        id=decision.id,
        title=f"Decision about {about}" if about else "Decision to share information",
        state=decision.outcome.label,
        standing=_STANDING[decision.outcome],
        facts=_facts(vault, decision),
        turns=(_ARRIVED,) if decision.shared_on is not None and decision.arrived_on is None else (),
        links=(Link("Decide again…", f"new_decision///{decision.id}"), *links, *_chain(vault, decision)),
        filled=(Filled(FORM, answers_of(decision, load_form(FORM)), but=("decided_on", "outcome", "about")),),
        paper=f"print/decision/{decision.case_id or '-'}/{decision.id}",
    )


def first_answers(vault: Vault, turn: Turn, decision_id: str) -> Mapping[str, Answer]:
    """Return nothing: that it arrived is one button."""
    return {}


def _facts(vault: Vault, decision: Decision) -> tuple[str, ...]:
    named = f"{decision.decision_ref}. " if decision.decision_ref else ""
    roles = f" ({decision.decided_as})" if decision.decided_as else ""
    lines = [f"{named}Decided {short_date(decision.decided_on)} by {decision.decided_by}{roles}."]
    if decision.copy_id:
        copy = next(iter(PRINTS.find(vault, "id = ?", (decision.copy_id,))), None)
        lines += [f"Copy {copy.copy_no}: {copy.kind.label}."] if copy is not None else []
    agreement = profile(vault).reviewing.sharing_agreement
    if agreement and decision.allows:
        lines.append(f"Shared under the {agreement}.")
    if decision.arrived_on is not None:
        lines.append(f"It arrived {short_date(decision.arrived_on)}.")
    return tuple(lines)


def _chain(vault: Vault, decision: Decision) -> tuple[Link, ...]:
    """The decision that this one looks at again, and those that look at this one again."""
    earlier = (Link("The earlier decision", f"decision/{decision.reconsiders}"),) if decision.reconsiders else ()
    later = DECISIONS.find(vault, "reconsiders = ?", (decision.id,), tail="ORDER BY decided_on, id LIMIT 5")
    return (*earlier, *(Link("The later decision", f"decision/{each.id}") for each in later))


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
        reference=str(row["decision_ref"]),
        decided_words=short_date(date.fromisoformat(str(row["decided_on"]))),
        about=str(row["reference"]) or str(row["about"]) or UNTIED,
        what=" ".join(str(row["what_information"]).split()),
        outcome=Outcome(row["outcome"]),
        basis=LawfulBasis(row["lawful_basis"]),
        decided_by=str(row["decided_by"]),
    )
