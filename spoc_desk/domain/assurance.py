"""Proof that guidance reached the people who must know it (domain 1.19; R-003-01 to R-003-06)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import Record
from spoc_desk.domain.terms import Term


class AssuranceStep(Term):
    DISSEMINATED = "disseminated", "Guidance given to service leads, heads of service and safeguarding leads"
    SPOC_KNOWN = "spoc_known", "SPOC identified and staff aware"
    FLAGGING = "flagging", "Flagging system available"
    WEBSITE = "website", "Website link updated"
    POLICIES = "policies", "Policies updated"
    TRAINING = "training", "Training updated"
    OSA = "osa", "Organisational Safeguarding Assessment updated"


@dataclass(frozen=True, kw_only=True)
class Assurance(Record):
    """One step of the roll-out, for our services or for partner agencies."""

    audience: str
    step: AssuranceStep
    owner: str = ""
    done_on: date | None = None
    evidence: str = ""
    told: str | None = None
    """Who was told and how, in their roles."""
    reported_on: date | None = None
    """The day on which the Policy and Procedures Sub Group had it (R-003-06)."""
