"""The directory of schools and their neighbourhood partnerships (domain 1.16; R-004-41; S002:24)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.paging import Page
from spoc_desk.casework.relay.reviews import follow_agreement
from spoc_desk.domain.record import new_id
from spoc_desk.domain.schools import Phase, School, SchoolId, SchoolPartnership
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.definition import Answers
from spoc_desk.profile.school_list import load_school_list
from spoc_desk.vault.records.school_list import school_page
from spoc_desk.vault.records.stores import SCHOOL_PARTNERSHIPS, SCHOOLS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM, PARTNERSHIP_FORM = "school", "school_partnership"


@dataclass(frozen=True)
class SchoolFilter:
    """What the list shows; an empty field shows everything."""

    text: str = ""
    partnership: str = ""
    phase: Phase | None = None
    active_only: bool = True


@dataclass(frozen=True)
class SchoolView:
    """One school to read, and who supports attendance there."""

    school: School
    partnership: SchoolPartnership | None


_EVERY_SCHOOL = SchoolFilter()


def add_school(vault: Vault, *, answers: Answers, sample: bool = False) -> Done:
    """Add a school (form "school"). Raises BadAnswer for a name or number that another school in use has."""
    accepted = accept(vault, FORM, {"active": "yes", "phase": "not_known", **answers}, vault.clock.today())
    new = accepted.new(School, id=SchoolId(new_id()), sample=sample or profile(vault).practice)
    with vault.transaction("added a school") as tx:
        _check(tx, new)
        stored = SCHOOLS.insert(tx, new)
    return Done(Change(What.SCHOOL, None, (stored.id,)), accepted.leaks, stored)


def edit_school(vault: Vault, *, school_id: str, answers: Answers, version: int) -> Done:
    """Change a school's entry. Raises StaleRecord, BadAnswer."""
    before = replace(SCHOOLS.get(vault, school_id), version=version)
    accepted = accept_change(vault, FORM, before, answers, vault.clock.today())
    after = accepted.changed(before)
    with vault.transaction("changed a school") as tx:
        _check(tx, after)
        stored = SCHOOLS.update(tx, before, after)
    return Done(Change(What.SCHOOL, None, (stored.id,)), accepted.leaks, stored)


def use_school(vault: Vault, *, school_id: str, active: bool) -> Done:
    """Take a school off the lists to choose from, or put it back; older records still name it."""
    before = SCHOOLS.get(vault, school_id)
    after = replace(before, active=active)
    with vault.transaction("put a school back" if active else "retired a school") as tx:
        if active:
            _check(tx, after)
        stored = SCHOOLS.update(tx, before, after)
        follow_agreement(tx, school_id)
    return Done(Change(What.SCHOOL, None, (stored.id,)), record=stored)


def school(reader: Reader, school_id: str) -> SchoolView:
    """Return one school with its partnership. Raises UnknownRecord."""
    found = SCHOOLS.get(reader, school_id)
    return SchoolView(found, next((one for one in partnerships(reader) if one.id == found.partnership), None))


def list_schools(
    reader: Reader, *, filter: SchoolFilter = _EVERY_SCHOOL, offset: int = 0, limit: int = 50
) -> Page[School]:
    """Return one page of the schools by name."""
    rows, total = school_page(
        reader,
        text=filter.text,
        partnership=filter.partnership,
        phase=filter.phase or "",
        active_only=filter.active_only,
        offset=offset,
        limit=limit,
    )
    return Page(tuple(rows), total, offset)


def school_choices(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of every school in use: the list behind `schools` of the forms."""
    return tuple((one.id, one.name) for one in list_schools(reader, limit=10_000).rows)


def partnerships(reader: Reader) -> tuple[SchoolPartnership, ...]:
    """Return the partnerships by name."""
    return tuple(SCHOOL_PARTNERSHIPS.find(reader, tail="ORDER BY name COLLATE NOCASE, id"))


def save_partnership(vault: Vault, *, answers: Answers, partnership_id: str = "", version: int = 0) -> Done:
    """Add a partnership, or change one: its name, its Attendance Support Officer (form "school_partnership")."""
    today = vault.clock.today()
    if not partnership_id:
        accepted = accept(vault, PARTNERSHIP_FORM, answers, today)
        new = accepted.new(SchoolPartnership, id=new_id())
        with vault.transaction("added a school partnership") as tx:
            _check_partnership(tx, new)
            stored = SCHOOL_PARTNERSHIPS.insert(tx, new)
    else:
        before = replace(SCHOOL_PARTNERSHIPS.get(vault, partnership_id), version=version)
        accepted = accept_change(vault, PARTNERSHIP_FORM, before, answers, today)
        after = accepted.changed(before)
        with vault.transaction("changed a school partnership") as tx:
            _check_partnership(tx, after)
            stored = SCHOOL_PARTNERSHIPS.update(tx, before, after)
    return Done(Change(What.SCHOOL, None, (stored.id,)), accepted.leaks, stored)


def load_listed_schools(vault: Vault, profile_id: str) -> Done:
    """Put the list that comes with a profile into the directory; what is there already stays as it is."""
    with vault.transaction("loaded the list of schools") as tx:
        ids = store_listed_schools(tx, profile_id, sample=profile(vault).practice)
    return Done(Change(What.SCHOOL, None, ids))


def store_listed_schools(tx: Transaction, profile_id: str, *, sample: bool) -> tuple[str, ...]:
    """Do the same inside a running transaction; return the ids of the schools added. KeyError without such a list."""
    listed = load_school_list(profile_id)
    known = {one.name.casefold(): one.id for one in partnerships(tx)}
    names = {row[0].casefold() for row in tx.rows("SELECT name FROM schools WHERE deleted_at IS NULL")}
    added = []
    for each in listed.partnerships:
        partnership = known.get(each.name.casefold())
        if partnership is None:
            partnership = SCHOOL_PARTNERSHIPS.insert(tx, SchoolPartnership(id=new_id(), name=each.name)).id
        for one in each.schools:
            if one.name.casefold() not in names:
                new = School(
                    id=SchoolId(new_id()),
                    name=one.name,
                    phase=Phase(one.phase),
                    partnership=partnership,
                    associate=one.associate,
                    trust=one.trust,
                    behaviour_unit=one.behaviour_unit,
                    sample=sample,
                )
                added.append(SCHOOLS.insert(tx, new).id)
    return tuple(added)


def partnership_names(reader: Reader) -> Mapping[str, str]:
    """Return the names of the partnerships by id."""
    return {one.id: one.name for one in partnerships(reader)}


def _check(reader: Reader, new: School) -> None:
    if not new.name.strip():
        raise BadAnswer("Enter the name of the school.", "name")
    if new.partnership and new.partnership not in partnership_names(reader):
        raise BadAnswer("Choose one of the partnerships offered.", "partnership")
    if not new.active:
        return
    others = "active = 1 AND id <> ? AND"
    if SCHOOLS.count(reader, f"{others} name = ? COLLATE NOCASE", (new.id, new.name)):
        raise BadAnswer(
            "There is a school of this name already. Open that entry, or say what tells them apart.", "name"
        )
    if new.laestab and SCHOOLS.count(reader, f"{others} laestab = ?", (new.id, new.laestab)):
        raise BadAnswer("Another school has this number. Look for a slip.", "laestab")


def _check_partnership(reader: Reader, new: SchoolPartnership) -> None:
    if not new.name.strip():
        raise BadAnswer("Enter the name of the partnership.", "name")
    if SCHOOL_PARTNERSHIPS.count(reader, "id <> ? AND name = ? COLLATE NOCASE", (new.id, new.name)):
        raise BadAnswer("There is a partnership of this name already.", "name")
