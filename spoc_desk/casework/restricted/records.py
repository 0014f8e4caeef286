"""The list of restricted records: kept by the offices, the LA SPOC and the administrator (2.3 rule 10).

A record that is no longer needed is taken off with a reason; it stays in the list of those taken off.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from spoc_desk.casework.accepting import Accepted, accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.keeping.settling import settle_restricted
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.paging import Page
from spoc_desk.casework.restricted.name_words import words_of
from spoc_desk.casework.restricted.own_home import marks_of_own_home
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.record import new_id
from spoc_desk.domain.restricted import MAY_KEEP, RestrictedRecord
from spoc_desk.domain.roles import holds_any
from spoc_desk.errors import BadAnswer, NotAtThisDesk, NotYet
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.records.restricted_list import restricted_page
from spoc_desk.vault.records.stores import RESTRICTED_RECORDS
from spoc_desk.vault.vault import Vault

FORM: Final = "restricted_record"
REMOVAL: Final = "restricted_removal"
KEPT: Final = "(marked)"
"""What is shown in place of an address: a mark of it is kept, and left as it is where this stays."""
_BETWEEN: Final = re.compile(r"[;,\n]+")


@dataclass(frozen=True)
class RestrictedLine:
    """One line of the list."""

    record: RestrictedRecord
    name: str
    born_words: str
    added_words: str
    end_words: str


def add_record(vault: Vault, *, answers: Answers) -> Done:
    """Add a person (form "restricted_record")."""
    _refuse_others(vault)
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    record = accepted.new(
        RestrictedRecord,
        id=new_id(),
        aliases=_aliases(accepted),
        home_marks=_home_marks(vault, accepted, ()),
        added_by=vault.actor.name,
        added_on=vault.clock.today(),
    )
    with vault.transaction("added a restricted record") as tx:
        stored = RESTRICTED_RECORDS.insert(tx, _with_keys(record))
    return _done(stored, accepted)


def change_record(vault: Vault, *, record_id: str, answers: Answers, version: int) -> Done:
    """Change a person. Raises StaleRecord; NotYet for one that was taken off."""
    _refuse_others(vault)
    before = replace(RESTRICTED_RECORDS.get(vault, record_id), version=version)
    if before.removed_on is not None:
        raise NotYet("This record was taken off the list. Add the person again.", "2.3 rule 10")
    accepted = accept_change(vault, FORM, before, {"home_marks": KEPT, **answers}, vault.clock.today())
    after = replace(accepted.changed(before), home_marks=_home_marks(vault, accepted, before.home_marks))
    if "aliases" in answers:
        after = replace(after, aliases=_aliases(accepted))
    with vault.transaction("changed a restricted record") as tx:
        stored = RESTRICTED_RECORDS.update(tx, before, _with_keys(after))
    return _done(stored, accepted)


def remove_record(vault: Vault, *, record_id: str, answers: Answers) -> Done:
    """Take a person off the list, with the reason (form "restricted_removal")."""
    _refuse_others(vault)
    accepted = accept(vault, REMOVAL, answers, vault.clock.today(), complete=True)
    with vault.transaction("took a restricted record off the list") as tx:
        before = RESTRICTED_RECORDS.get(tx, record_id)
        if before.removed_on is not None:
            raise NotYet("This record was taken off the list before.", "2.3 rule 10")
        after = replace(
            before,
            removed_on=vault.clock.today(),
            removed_by=vault.actor.name,
            removed_reason=accepted.text("removed_reason"),
        )
        stored = RESTRICTED_RECORDS.update(tx, before, after)
        settle_restricted(tx, stored)
    return _done(stored, accepted)


def list_records(
    vault: Vault, *, text: str = "", kind: str = "", removed: bool = False, offset: int = 0, limit: int = 50
) -> Page[RestrictedLine]:
    """Return one page by family name; *removed* shows those taken off. Nothing for who does not keep the list."""
    if not sees(vault, Sight.RESTRICTED):
        return Page((), 0, offset)
    rows, total = restricted_page(vault, text=_key(text), kind=kind, removed=removed, offset=offset, limit=limit)
    return Page(tuple(_line(row) for row in rows), total, offset)


def record(vault: Vault, record_id: str) -> RestrictedLine:
    """Return one record. Raises UnknownRecord."""
    _refuse_others(vault)
    return _line(RESTRICTED_RECORDS.get(vault, record_id))


def record_answers(one: RestrictedRecord) -> dict[str, Answer]:
    """Return a record as the answers of its form."""
    return {
        "kind": one.kind.value,
        "given_name": one.given_name,
        "family_name": one.family_name,
        "aliases": "; ".join(one.aliases),
        "date_of_birth": one.date_of_birth.isoformat() if one.date_of_birth else "",
        "home_marks": KEPT if one.home_marks else "",
        "note": one.note,
    }


def _refuse_others(vault: Vault) -> None:
    if not holds_any(vault.actor.roles, MAY_KEEP):
        raise NotAtThisDesk()


def _aliases(accepted: Accepted) -> tuple[str, ...]:
    found = (part.strip() for part in _BETWEEN.split(accepted.text("aliases")))
    return tuple(dict.fromkeys(name for name in found if name))


def _home_marks(vault: Vault, accepted: Accepted, before: tuple[str, ...]) -> tuple[str, ...]:
    """Return the marks of the address, or those before where it was left as it is."""
    return before if accepted.text("home_marks") == KEPT else marks_of_own_home(vault, accepted, "home_marks")


def _with_keys(one: RestrictedRecord) -> RestrictedRecord:
    given, family = _key(one.given_name), _key(one.family_name)
    if not (given and family):
        raise BadAnswer("Enter the name in letters.", "family_name" if given else "given_name")
    return replace(one, given_key=given, family_key=family)


def _key(name: str) -> str:
    return " ".join(words_of(name))


def _line(one: RestrictedRecord) -> RestrictedLine:
    end = f"Taken off {short_date(one.removed_on)} by {one.removed_by}" if one.removed_on else ""
    return RestrictedLine(
        record=one,
        name=" ".join(part for part in (one.given_name, one.family_name) if part),
        born_words=short_date(one.date_of_birth) if one.date_of_birth else "Not known",
        added_words=f"{short_date(one.added_on)}, {one.added_by}",
        end_words=end,
    )


def _done(stored: RestrictedRecord, accepted: Accepted) -> Done:
    return Done(Change(What.RESTRICTED, None, (stored.id,)), accepted.leaks, stored)
