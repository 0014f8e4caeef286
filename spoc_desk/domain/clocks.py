"""A running or stopped deadline clock: the rule, what it watches, when it is due (domain 2.2)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, Record


@dataclass(frozen=True, kw_only=True)
class ClockRow(Record):
    """One clock. `due_on` is None where the source gives no number; met late stays visible as late."""

    rule: str
    case_id: CaseId | None = None
    subject: str
    subject_id: str = ""
    started_on: date
    due_on: date | None = None
    met_on: date | None = None
    cancelled_on: date | None = None
    running: bool = True
    listed: bool = True
    """Whether it stands in the lists of what is due: the clocks of records stand there once for each case and kind,
    at the oldest of them, and not at all while the case is frozen."""
