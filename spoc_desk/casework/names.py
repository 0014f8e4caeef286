"""Names lie apart from the people: kept in a table of their own, shown on request only, and each look is recorded."""

import unicodedata
from dataclasses import dataclass, replace

from spoc_desk.casework.accepting import accept
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.holds import refuse_closed, refuse_without_role
from spoc_desk.domain import looks
from spoc_desk.domain.household import MemberName
from spoc_desk.domain.record import new_id
from spoc_desk.errors import UnknownRecord
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CASES, MEMBER_NAMES, MEMBERS
from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class RevealedName:
    """The name in use now."""

    alias: str
    given_name: str
    family_name: str


def set_name(vault: Vault, *, member_id: str, answers: Answers) -> Done:
    """Store the name in use now: `given_name`, `family_name`. A former name has no place here."""
    member = MEMBERS.get(vault, member_id)
    case = CASES.get(vault, member.case_id)
    refuse_closed(case)
    refuse_without_role(case)
    accepted = accept(vault, "member_name", answers, vault.clock.today())
    given_key = search_key(accepted.text("given_name"))
    family_key = search_key(accepted.text("family_name"))
    stored = MEMBER_NAMES.find(vault, "member_id = ?", (member_id,))
    with vault.transaction("set a name") as tx:
        if stored:
            changed = replace(accepted.changed(stored[0]), given_key=given_key, family_key=family_key)
            name = MEMBER_NAMES.update(tx, stored[0], changed)
        else:
            name = MEMBER_NAMES.insert(
                tx,
                accepted.new(
                    MemberName,
                    id=new_id(),
                    member_id=member.id,
                    case_id=member.case_id,
                    given_key=given_key,
                    family_key=family_key,
                ),
            )
    return Done(Change(What.HOUSEHOLD, member.case_id, (member_id,)), accepted.leaks, name)


def reveal_name(vault: Vault, member_id: str, reason: str, words: str = "") -> RevealedName:
    """Return the name of a person, and record who asked and why: one of looks.REASONS, and more words.

    Raises Incomplete without a reason.
    """
    vault.refuse(looks.NAME)
    why = looks.reason_of(reason, words)
    member = MEMBERS.get(vault, member_id)
    found = MEMBER_NAMES.find(vault, "member_id = ?", (member_id,))
    if not found:
        raise UnknownRecord()
    with vault.transaction(looks.NAME, reason=why) as tx:
        tx.note(looks.NAME, "member_names", found[0].id, why)
    return RevealedName(member.alias, found[0].given_name, found[0].family_name)


def search_key(name: str) -> str:
    """Return a name as it is searched: small letters, no accents, no punctuation."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    return " ".join("".join(mark for mark in plain if mark.isalnum() or mark.isspace()).casefold().split())
