"""A vault with everything in it, and a needle in every text that somebody must not read."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from spoc_desk.bundles.desk_card import file_of
from spoc_desk.bundles.desk_keys import DeskKeys
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.handover.desks import add_desk, read_card, set_up_desk
from spoc_desk.casework.masked import ANSWERS, COLUMNS, GONE, LIST, OWN_NAME, TITLE, WORDS
from spoc_desk.casework.names import reveal_name, search_key
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.clock import FixedClock
from spoc_desk.domain.record import new_id
from spoc_desk.domain.roles import Role
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.migrate import SCHEMA
from spoc_desk.vault.rows import SqlValue
from spoc_desk.vault.vault import Transaction, Vault
from tests.casework.referrals.desk import intensive
from tests.casework.story import Story
from tests.factories import make_vault
from tests.journeys.two_vaults import a_relocation

NEEDLE = re.compile(r"[Nn]eedle\w+")  # the bare word may stand in a reference
ROLES = frozenset({"la_spoc", "dcs_office", "dass_office", "administrator"})
_KERNEL = {"id", "version", "created_at", "created_by", "updated_at", "updated_by", "deleted_at"}
_WRITTEN = (WORDS, OWN_NAME, TITLE)
_OF_THE_TRAIL = {"row_history", "audit", "audit_reasons"}


def lay_out(folder: Path, clock: FixedClock) -> Story:
    """Return a relocation in full work and a referral; every masked column of every row holds a needle."""
    vault = make_vault(folder, clock, roles=ROLES)
    save_profile(vault, load_profile("luton"))
    intensive(vault, clock).to_print()
    story = Story(vault)
    a_relocation(story)
    add_record(vault, answers={"given_name": "Needlerestricted", "family_name": "Nowak", "kind": "staff_family"})
    _two_desks(vault)
    member = vault.rows("SELECT member_id FROM member_names LIMIT 1")[0][0]
    with vault.transaction("filled every table") as tx:
        _reviewed(tx)
        for table in sorted(COLUMNS.keys() - _OF_THE_TRAIL):
            if not tx.rows(f"SELECT 1 FROM {table} LIMIT 1"):
                tx.insert(table, dict(_any_row(tx, table)))
        message = str(tx.rows("SELECT id FROM relay_messages LIMIT 1")[0][0])
        copy = dict(_any_row(tx, "prints")) | {"case_id": None, "referral_id": None, "form_version": 1, "copy_no": 1}
        tx.insert("prints", copy | {"kind": "relay-message", "relay_message_id": message})
        tx.insert("decisions", dict(_any_row(tx, "decisions")) | {"case_id": None})
        for row in tx.rows("SELECT id, version FROM decisions WHERE case_id IS NOT NULL AND referral_id IS NOT NULL"):
            tx.update("decisions", row["id"], {"referral_id": None}, version=row["version"])
    with vault.transaction("planted words") as tx:
        for table in sorted(COLUMNS.keys() - _OF_THE_TRAIL):
            for row in tx.rows(f"SELECT * FROM {table}"):
                tx.update(table, row["id"], _needles(table, row), version=row["version"])
    with vault.transaction("planted them again") as tx:  # so that the earlier states hold them too
        row = tx.rows("SELECT * FROM members")[0]
        tx.update("members", row["id"], {"notes": "Needlelast"}, version=row["version"])
    reveal_name(vault, member, "A correction", "needlereason")
    return story


def _two_desks(vault: Vault) -> None:
    """Desks of a hand-over have keys, which are no words."""
    set_up_desk(vault, name="LA SPOC desk", role="la_spoc")
    card = read_card(vault, data=file_of(DeskKeys.new(), "DCS office", Role.DCS_OFFICE))
    add_desk(vault, card=card, name="DCS office", role="dcs_office", compared=True)


def _reviewed(tx: Transaction) -> None:
    """An incident and a case, each with a child: a child belongs to one of the two."""
    serious = dict(_any_row(tx, "serious_incidents")) | {"incident_on": "2026-11-20"}
    tx.insert("serious_incidents", serious)
    review = dict(_any_row(tx, "case_reviews"))
    tx.insert("case_reviews", review)
    for owner in ({"serious_id": serious["id"], "review_id": None}, {"serious_id": None, "review_id": review["id"]}):
        tx.insert("incident_children", dict(_any_row(tx, "incident_children")) | owner)


def planted(vault: Vault) -> set[str]:
    """Return the needles that are really there, by table and column."""
    found = set()
    for table, columns in COLUMNS.items():
        for column in columns:
            texts = " ".join(str(row[0]) for row in vault.own_rows(f"SELECT {column} FROM main.{table}"))
            if NEEDLE.search(texts):
                found.add(f"{table}.{column}")
    return found


def _needles(table: str, row: Mapping[str, SqlValue]) -> dict[str, SqlValue]:
    given: dict[str, SqlValue] = {}
    for column, kind in COLUMNS[table].items():
        needle = f"Needle{table}{column}".replace("_", "")
        if kind in _WRITTEN:
            given[column] = f"{needle} {row['id']}" if column == "alias" else needle
        elif kind == LIST:
            given[column] = json.dumps([needle])
        elif kind == ANSWERS:
            given[column] = _answers(str(row[column]), needle)
        elif kind == GONE and column.startswith("date"):
            given[column] = "2011-11-11"
        elif kind not in (GONE, ANSWERS):
            given[column] = search_key(needle)
    return given


def _answers(stored: str, needle: str) -> str:
    """Every typed answer becomes a needle; what was picked, days and ticks stay as they are."""
    answers = json.loads(stored)
    typed = {
        name: needle
        for name, value in answers.items()
        if isinstance(value, str) and (" " in value or value[:1].isupper())
    }
    return json.dumps({**answers, **typed, "note.more": needle}, ensure_ascii=False)


def _any_row(tx: Transaction, table: str) -> Iterator[tuple[str, SqlValue]]:
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SCHEMA.glob("*.sql")))
    body = re.search(rf"CREATE TABLE {table} \((.*?)\) STRICT;", script, re.DOTALL)
    assert body is not None
    for line in body[1].splitlines():
        column = re.match(r"\s+(\w+) (TEXT|INTEGER)(.*)", line)
        if column is None or column[1] in _KERNEL:
            continue
        moment = re.search(r"(^|_)(at|on|time)$", column[1]) and "IS date(" not in column[3] and column[2] == "TEXT"
        yield column[1], "2026-11-20T09:00:00Z" if moment else _any_value(tx, column[2], column[3])
    yield "id", new_id()


def _any_value(tx: Transaction, kind: str, rule: str) -> SqlValue:
    if pointed := re.search(r"REFERENCES (\w+)", rule):
        found = tx.rows(f"SELECT id FROM {pointed[1]} LIMIT 1")
        if not found:
            tx.insert(pointed[1], dict(_any_row(tx, pointed[1])))
            found = tx.rows(f"SELECT id FROM {pointed[1]} LIMIT 1")
        return str(found[0][0])
    if listed := re.search(r" IN \('(\w+)'", rule):
        return listed[1]
    if "IS date(" in rule:
        return "2026-11-20"
    if "json_valid" in rule:
        return "[]"
    return 1 if kind == "INTEGER" else "x"
