"""The partnership's yearly report: when it was published, and when the Panel and the DfE got their copies (D-19)."""

from dataclasses import replace
from datetime import date
from typing import Final

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.domain.figures import Period, YearlyReport
from spoc_desk.domain.record import new_id
from spoc_desk.errors import BadAnswer, NotAtThisDesk, NotYet
from spoc_desk.vault.records.stores import YEARLY_REPORTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

PUBLISHED: Final = "recorded the yearly report"
SENT: Final = "recorded the copies of the yearly report"


def report_of(reader: Reader, year: int) -> YearlyReport | None:
    """Return what is on record of the report on a reporting year."""
    if not sees(reader, Sight.FIGURES):
        return None
    found = YEARLY_REPORTS.find(reader, "year = ?", (year,))
    return found[0] if found else None


def record_published(vault: Vault, year: int, on: date) -> Done:
    """Record the day the report on a year was published. Raises NotAtThisDesk, BadAnswer, NotYet."""
    _refuse(vault, PUBLISHED)
    if not Period(year).last < on <= vault.clock.today():
        raise BadAnswer("The report is published after its year, and not in the future.", "published_on")
    if report_of(vault, year) is not None:
        raise NotYet("The day of this report is on record already.", "S001:237")
    with vault.transaction(PUBLISHED) as tx:
        stored = YEARLY_REPORTS.insert(tx, YearlyReport(id=new_id(), year=year, published_on=on))
    return Done(Change(What.FIGURES, ids=(stored.id,)), record=stored)


def record_copies(vault: Vault, year: int, on: date) -> Done:
    """Record the day the Panel and the DfE were sent the report. Raises NotAtThisDesk, BadAnswer, NotYet."""
    _refuse(vault, SENT)
    report = report_of(vault, year)
    if report is None or report.copies_sent_on is not None:
        raise NotYet("Record first that the report was published." if report is None else "This is on record already.")
    if not report.published_on <= on <= vault.clock.today():
        raise BadAnswer("Copies are sent on the day of publication or after it, and not in the future.", "sent_on")
    with vault.transaction(SENT) as tx:
        stored = YEARLY_REPORTS.update(tx, report, replace(report, copies_sent_on=on))
    return Done(Change(What.FIGURES, ids=(stored.id,)), record=stored)


def _refuse(vault: Vault, act: str) -> None:
    if not sees(vault, Sight.FIGURES):
        raise NotAtThisDesk()
    vault.refuse(act)
