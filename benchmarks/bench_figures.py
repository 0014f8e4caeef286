"""The partnership's figures of a year from 100,000 rows, beside the same questions asked of the database alone.

Limit: at most 1.5 times the bare questions. The rows are referrals with what happened to them and RELAY notifications
with a child each, spread over one reporting year.

python benchmarks/bench_figures.py [--rounds N] [--rows N] [--folder DIR]
"""

import argparse
import shutil
import statistics
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import machine
import many_cases
from bare import Statement, Twin, seconds, taped
from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.figures.tables import leaving_tables
from spoc_desk.clock import FixedClock
from spoc_desk.domain.figures import Period
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault import migrate, opening, subkeys
from spoc_desk.vault.kdf import KdfSettings
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault
from spoc_desk.vault.opening import How
from spoc_desk.vault.vault import Vault

ROWS, ROUNDS, MOST = 100_000, 7, 1.5
YEAR = Period(2025)
AFTER = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
_KERNEL = "1, '', '', '', ''"
_DAY = "date('2025-04-01', '+' || (n.i % 365) || ' days')"
_MOMENT = f"{_DAY} || 'T10:00:00Z'"
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)"
_FILL = (
    (
        "referrals (id, referral_ref, state, set_id, judged_level, referral_kind, urgency, phoned_at, form_version,"
        " started_on, referrer, sent_at, no_feedback, sample, version, created_at, created_by, updated_at, updated_by)",
        f"'r' || n.i, 'R ' || n.i, 'accepted', 'x', '', 'new', '', '', 1, {_DAY}, 'x', {_MOMENT}, 0, 0, {_KERNEL}",
    ),
    (
        "referral_events (id, referral_id, event, to_state, happened_at, done_by, answers, note, version, created_at,"
        " created_by, updated_at, updated_by)",
        f"'s' || n.i, 'r' || n.i, 'sent', 'sent', {_MOMENT}, 'x', '{{}}', '', {_KERNEL}",
    ),
    (
        "referral_events (id, referral_id, event, to_state, happened_at, done_by, answers, note, version, created_at,"
        " created_by, updated_at, updated_by)",
        f"'d' || n.i, 'r' || n.i, 'decision', 'accepted', {_MOMENT}, 'x', '{{}}', '', {_KERNEL}",
    ),
    (
        "relay_incidents (id, police_ref, received_at, incident_date, incident_address, state, triage_reason,"
        " decided_by, captured_by, released_by, released_at, released_for, sample, version, created_at, created_by,"
        " updated_at, updated_by)",
        f"'i' || n.i, 'P' || n.i, {_MOMENT}, {_DAY}, 'x', 'closed', '', '', '', '', '', '', 0, {_KERNEL}",
    ),
    (
        "relay_messages (id, incident_id, given_names, family_name, given_key, family_key, state, school_id,"
        " cleared_at, sent_at, sent_to, received_at, support, no_school_reason, override_reason, override_by,"
        " mash_referral_id, mash_referral_ref, version, created_at, created_by, updated_at, updated_by)",
        f"'m' || n.i, 'i' || n.i, 'x', 'x', 'x', 'x', 'closed', NULL, '', {_MOMENT}, '', '', '[]', '', '', '', '', '',"
        f" {_KERNEL}",
    ),
)


def lay_out(folder: Path, rows: int) -> None:
    """Make a vault and put the rows into its tables; they are not in the trail."""
    vault, code = create_vault(
        folder, many_cases.PASSWORD, name="Sample officer", roles=many_cases.ROLES, clock=FixedClock(AFTER),
        kdf=KdfSettings(64 * 1024, 1, 1),
    )  # fmt: skip
    confirm_recovery(vault, code.text)
    save_profile(vault, load_profile("luton"))
    vault.close()
    keys = many_cases.unsealed(folder)
    header = keys.loaded.header
    key = subkeys.database_key(keys.master, header.generation) + header.db_salt
    db = sqlcipher.connect(opening.database_path(folder, header.generation), isolation_level=None)
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    db.execute("BEGIN")
    for into, values in _FILL:
        db.execute(f"INSERT INTO {into} {_NUMBERS} SELECT {values} FROM n", (rows // len(_FILL),))
    db.execute("COMMIT")
    db.close()


def open_vault(folder: Path) -> Vault:
    """Open a vault as the program does, without the time its password takes."""
    clock = FixedClock(AFTER)
    with opening.locked(folder) as lock:
        opened = opening.open_checked(folder, many_cases.unsealed(folder), lock, How(clock, migrate.SCHEMA))
        return opening.sit_down(opened, clock, migrate.SCHEMA)


def measure(folder: Path, rounds: int) -> tuple[float, float]:
    """Return the median seconds of the year's tables, and of their questions alone; the two take turns."""
    keys = many_cases.unsealed(folder)
    twin = Twin.of(opening.database_path(folder, keys.loaded.header.generation))
    tape: list[Statement] = []
    with taped(tape):
        vault = open_vault(folder)
    twin.open()
    twin.run(tape)
    ours, bare = [], []
    for number in range(rounds + 1):
        tape.clear()
        took = seconds(partial(leaving_tables, vault, YEAR))
        alone = seconds(partial(twin.run, list(tape)))
        if number:  # the first one warms up
            ours.append(took)
            bare.append(alone)
    vault.close()
    twin.close()
    return statistics.median(ours), statistics.median(bare)


def main() -> int:
    """Lay out, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--folder", type=Path, help="a folder on the disk to measure; default: the temporary one")
    wanted = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="spoc-desk-bench-", dir=wanted.folder))
    try:
        lay_out(place / "vault", wanted.rows)
        ours, bare = measure(place / "vault", wanted.rounds)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print(machine.facts())
    print(
        f"figures of a year from {wanted.rows:,} rows: {ours * 1000:.0f} ms, the bare questions {bare * 1000:.0f} ms,"
    )
    print(f"ratio {ours / bare:.2f} (limit {MOST})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
