"""A vault of a given size: the practice desk, its plain cases, and copies of those made inside the database.

The copies are not in the audit trail: writing half a million entries would take longer than what is to be measured. So
such a vault opens and works, but does not pass a full check.

python benchmarks/many_cases.py VAULT         makes the vault
python benchmarks/many_cases.py VAULT ROWS    adds the copies: in a process of its own, which keeps no memory locked
"""

import sys
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.sample import bulk
from spoc_desk.casework.sample.desk import Desk
from spoc_desk.casework.sample.story import lay_out_sample
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault import header_files, opening, subkeys
from spoc_desk.vault.kdf import KdfSettings, password_bytes
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault
from spoc_desk.vault.opening import Unsealed

PASSWORD = "plum-harbour-tin-lantern"
ROLES = frozenset({"la_spoc", "administrator", "dcs_office", "dass_office"})
PLAIN_CASES = 84
"""With twelve records each these are the first thousand rows."""

# Copies lie on other days and have other family names. The numbers 1, 2, 3 … are in the table n.
_DAY = "date({column}, '-' || (n.i % 30) || ' days')"
_CHANGED: dict[str, dict[str, str]] = {
    "cases": {
        "id": "id || '-' || n.i",
        "case_ref": f"printf('sample case %05d', substr(case_ref, -5) + n.i * {PLAIN_CASES})",
        "ukpps_notified_on": _DAY.format(column="ukpps_notified_on"),
    },
    "members": {"id": "id || '-' || n.i", "case_id": "case_id || '-' || n.i"},
    "member_names": {
        "id": "id || '-' || n.i",
        "member_id": "member_id || '-' || n.i",
        "case_id": "case_id || '-' || n.i",
        "family_name": "family_name || n.i",
        "family_key": "char(97 + n.i % 26, 97 + n.i / 26 % 26) || family_key",
    },
    "exchange_items": {
        "id": "id || '-' || n.i",
        "case_id": "case_id || '-' || n.i",
        "members": "replace(members, '\"]', '-' || n.i || '\"]')",
        "last_hand_on": _DAY.format(column="last_hand_on"),
    },
    "hands": {
        "id": "id || '-' || n.i",
        "item_id": "item_id || '-' || n.i",
        "case_id": "case_id || '-' || n.i",
        "happened_on": _DAY.format(column="happened_on"),
    },
    "clocks": {
        "id": "id || '-' || n.i",
        "case_id": "case_id || '-' || n.i",
        "subject_id": "subject_id || '-' || n.i",
        "started_on": _DAY.format(column="started_on"),
        "due_on": _DAY.format(column="due_on"),
    },
}
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
_PLAIN = "SELECT id FROM cases WHERE case_ref LIKE 'sample case %'"


def lay_out(folder: Path) -> None:
    """Make a vault at *folder* with the practice desk and the plain cases, all of it in the trail."""
    vault, code = create_vault(
        folder, PASSWORD, name="Sample officer", roles=ROLES, clock=FixedClock(), kdf=KdfSettings(64 * 1024, 1, 1)
    )
    confirm_recovery(vault, code.text)
    save_profile(vault, load_profile("luton"))
    lay_out_sample(vault)
    bulk.add_cases(Desk(vault, FixedClock(), vault.clock.today()), PLAIN_CASES, seed=1)
    vault.close()


def multiply(folder: Path, rows: int) -> None:
    """Copy the plain cases until the vault holds about *rows* exchange rows, twelve for each case."""
    copies = round(rows / PLAIN_CASES / bulk.ITEMS_PER_CASE) - 1
    if copies < 1:
        return
    keys = unsealed(folder)
    counts = keys.loaded.header
    key = subkeys.database_key(keys.master, counts.generation) + counts.db_salt
    db = sqlcipher.connect(opening.database_path(folder, counts.generation), isolation_level=None)
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000"):
        db.execute(f"PRAGMA {setting}").fetchall()
    _copy(db, copies)
    db.close()


def unsealed(folder: Path) -> Unsealed:
    """Return the opened header of a vault: all that needs the password."""
    loaded = header_files.load(folder)
    found = opening.unseal_raw(loaded.raw, password_bytes(PASSWORD), SlotKind.PASSWORD, None)
    if found is None:
        raise SystemExit("the password does not open the vault")
    return Unsealed(loaded, *found)


def _copy(db: Any, copies: int) -> None:  # Any: the library has no types
    db.execute("BEGIN")
    db.execute(f"CREATE TEMP TABLE plain AS {_PLAIN}")
    for table, changed in _CHANGED.items():
        columns = [str(name) for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        chosen = ", ".join(changed.get(column, column) for column in columns)
        case = "id" if table == "cases" else "case_id"
        db.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) {_NUMBERS} "
            f"SELECT {chosen} FROM {table}, n WHERE {case} IN (SELECT id FROM plain)",
            (copies,),
        )
    db.execute("DROP TABLE plain")
    db.execute("COMMIT")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        multiply(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        lay_out(Path(sys.argv[1]))
