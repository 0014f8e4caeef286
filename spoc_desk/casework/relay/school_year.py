"""The academic year: terms, holidays and training days of all schools, of a partnership, of one (domain 1.16)."""

from dataclasses import dataclass, replace
from typing import Final

from spoc_desk.casework.accepting import Accepted, accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import calendar
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.relay.gates import closures_near
from spoc_desk.deadlines.school_days import SchoolDays
from spoc_desk.domain.closures import Closure, academic_year
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.record import new_id
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CLOSURES, SCHOOL_PARTNERSHIPS, SCHOOLS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

FORM: Final = "school_closure"
LONGEST_DAYS: Final = 70


@dataclass(frozen=True)
class ClosureLine:
    """One closure of a year, in words."""

    closure: Closure
    days_words: str
    for_words: str


def add_closure(vault: Vault, *, answers: Answers) -> Done:
    """Add a closure (form "school_closure"). Raises BadAnswer for days in the wrong order or a twin."""
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    new = fitting(accepted, accepted.new(Closure, id=new_id()))
    with vault.transaction("added a school closure") as tx:
        refuse_twin(tx, new)
        stored = CLOSURES.insert(tx, new)
    return Done(Change(What.SCHOOL, None, (stored.id,)), accepted.leaks, stored)


def change_closure(vault: Vault, *, closure_id: str, answers: Answers, version: int) -> Done:
    """Change a closure. Raises StaleRecord, BadAnswer."""
    before = replace(CLOSURES.get(vault, closure_id), version=version)
    accepted = accept_change(vault, FORM, before, answers, vault.clock.today())
    after = fitting(accepted, accepted.changed(before))
    with vault.transaction("changed a school closure") as tx:
        refuse_twin(tx, after)
        stored = CLOSURES.update(tx, before, after)
    return Done(Change(What.SCHOOL, None, (stored.id,)), accepted.leaks, stored)


def remove_closure(vault: Vault, *, closure_id: str) -> Done:
    """Take a closure out of the year."""
    with vault.transaction("took out a school closure") as tx:
        before = CLOSURES.get(tx, closure_id)
        CLOSURES.delete(tx, before)
    return Done(Change(What.SCHOOL, None, (closure_id,)))


def copy_year(vault: Vault, *, from_year: str, to_year: str) -> Done:
    """Copy the closures for every school of a year into another, 364 days on: the weekdays stay, to be checked.

    Raises BadAnswer where the other year has closures already.
    """
    shift = (int(to_year[:4]) - int(from_year[:4])) * 364
    with vault.transaction("copied a year of school closures") as tx:
        if CLOSURES.count(tx, "year = ? AND school_id = '' AND partnership = ''", (to_year,)):
            raise BadAnswer(f"The year {to_year} has closures already.", "year")
        made = []
        for old in CLOSURES.find(tx, "year = ? AND school_id = '' AND partnership = ''", (from_year,)):
            first, last = (type(day).fromordinal(day.toordinal() + shift) for day in (old.first, old.last))
            new = Closure(id=new_id(), first=first, last=last, kind=old.kind, year=academic_year(first))
            made.append(CLOSURES.insert(tx, new).id)
    return Done(Change(What.SCHOOL, None, tuple(made)))


def closures_of(vault: Vault, year: str) -> tuple[ClosureLine, ...]:
    """Return the closures of an academic year by their first day; nothing for who does not see schools."""
    if not sees(vault, Sight.SCHOOLS):
        return ()
    schools = {school.id: school.name for school in SCHOOLS.find(vault)}
    partnerships = {each.id: each.name for each in SCHOOL_PARTNERSHIPS.find(vault)}

    def scope(closure: Closure) -> str:
        if closure.school_id:
            return schools.get(closure.school_id, "a school")  # type: ignore[call-overload, no-any-return]
        return partnerships.get(closure.partnership, closure.partnership) if closure.partnership else "Every school"

    found = CLOSURES.find(vault, "year = ?", (year,), tail="ORDER BY first, last, id")
    return tuple(ClosureLine(each, _days_words(each), scope(each)) for each in found)


def stops_relay(vault: Vault, closure: Closure) -> bool:
    """Say whether the days of a closure are part of one longer than a week, for those it is for (D-25)."""
    near = [
        (each.first, each.last)
        for each in closures_near(vault, closure.first)
        if each.partnership in ("", closure.partnership) and each.school_id in ("", closure.school_id)
    ]
    return SchoolDays([*near, (closure.first, closure.last)], calendar(vault)).long_closure(closure.first) is not None


def _days_words(closure: Closure) -> str:
    if closure.first == closure.last:
        return short_date(closure.first)
    return f"{short_date(closure.first)} to {short_date(closure.last)}"


def fitting(accepted: Accepted, closure: Closure) -> Closure:
    """Return a closure with its year, for those it is for. Raises BadAnswer for days or a scope that cannot be."""
    if closure.last < closure.first:
        raise BadAnswer("The last day cannot be before the first.", "last")
    if (closure.last - closure.first).days > LONGEST_DAYS:
        raise BadAnswer("A closure of more than ten weeks: check the dates.", "last")
    scope = accepted.text("scope")
    if scope == "partnership" and not closure.partnership:
        raise BadAnswer("Choose the partnership.", "partnership")
    if scope == "school" and not closure.school_id:
        raise BadAnswer("Choose the school.", "school_id")
    return replace(
        closure,
        partnership=closure.partnership if scope == "partnership" else "",
        school_id=closure.school_id if scope == "school" else "",
        year=academic_year(closure.first),
    )


def refuse_twin(reader: Reader, closure: Closure) -> None:
    """Raise BadAnswer where the same days are written down for the same schools."""
    same = "first = ? AND last = ? AND partnership = ? AND school_id = ? AND id <> ?"
    values = (closure.first.isoformat(), closure.last.isoformat(), closure.partnership, closure.school_id, closure.id)
    if CLOSURES.count(reader, same, values):
        raise BadAnswer("This closure is written down already.", "first")
