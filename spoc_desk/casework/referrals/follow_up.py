"""What an answer sets going at once: the hours after a phone call, the report on FGM, the notice on fostering."""

from datetime import date, timedelta

from spoc_desk.casework.clocks import clock_of, day_of
from spoc_desk.casework.council import calendar
from spoc_desk.casework.moments import london_day, to_stored
from spoc_desk.casework.referrals import clocks
from spoc_desk.casework.referrals.answer_store import day
from spoc_desk.domain.private_fostering import is_private_fostering, notice_due
from spoc_desk.domain.referrals import Referral
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.vault import Transaction

FGM_KNOWN = ("told", "sign")
"""The duty to report personally is for what the girl says or a sign that is seen (S004:1410-1420)."""


def follow_answers(tx: Transaction, referral: Referral, section: str, answers: Answers) -> None:
    """Bring the clocks in line with the answers of a section."""
    if section == "type":
        _phoned(tx, referral)
    if section == "circumstances":
        _fgm(tx, referral, answers)
        _fostering(tx, referral, answers)


def moment_of(answers: Answers, name: str) -> str:
    """Return an answer as a stored moment; nothing where it is missing or still a slip."""
    try:
        return to_stored(str(answers.get(name, "")), name)
    except BadAnswer:
        return ""


def _phoned(tx: Transaction, referral: Referral) -> None:
    if moment_of({"phoned_at": referral.phoned_at}, "phoned_at"):
        clocks.start_hours(tx, referral, clocks.WRITE, referral.phoned_at, "phoned_at")
    elif (running := clock_of(tx, clocks.WRITE, referral.id)) and running.running:
        clocks.cancel(tx, referral, clocks.WRITE)


def _fgm(tx: Transaction, referral: Referral, answers: Answers) -> None:
    """From the day it is put on record: due by the close of the next working day (D-20)."""
    if answers.get("fgm") != "yes" or answers.get("fgm_stand") not in FGM_KNOWN:
        clocks.cancel(tx, referral, clocks.FGM)
        return
    if clock_of(tx, clocks.FGM, referral.id) is None:
        clocks.start(tx, referral, clocks.FGM, day_of(tx))
    if reported := moment_of(answers, "fgm_reported_at"):
        clocks.meet(tx, referral, clocks.FGM, london_day(reported))


def _fostering(tx: Transaction, referral: Referral, answers: Answers) -> None:
    """Until the council was told: six weeks before it begins, or 48 hours in an emergency (D-22)."""
    begins, told = (
        day(str(answers.get("private_fostering_from", ""))),
        str(answers.get("private_fostering_told_on", "")),
    )
    if not is_private_fostering(answers) or begins is None:
        clocks.cancel(tx, referral, clocks.NOTICE)
        return
    due = notice_due(begins, day_of(tx))
    clocks.move(tx, referral, clocks.NOTICE, min(begins, day_of(tx)), due)
    if on := day(told):
        clocks.meet(tx, referral, clocks.NOTICE, on)


def first_visit_due(tx: Transaction, notified: date) -> date:
    """Return the last day of the first visit: seven working days after the notification (D-21)."""
    return calendar(tx).add_working_days(notified, 7)


def next_visit_due(arrangement_from: date, visited: date) -> date:
    """Return the last day of the next visit: six weeks on in the first year, twelve after it (S004:1616; D-21)."""
    first_year = visited < arrangement_from + timedelta(days=365)
    return visited + timedelta(weeks=6 if first_year else 12)
