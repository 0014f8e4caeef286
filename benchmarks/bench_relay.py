"""RELAY: from the paste to the cleared message, a table of 10,000 rows, and lists from 1,000 to 100,000 notifications.

The import is measured beside its own bare inserts, run again on a twin of the file. The list is asked in vaults that
take turns. Limits: capture to cleared with 20 keys, pressed in the real window (relay_keys.py), and in 250 ms of the
core; a page of the list, a search, a view and the counts of the tabs at most 1.5 times dearer at 100,000 notifications
than at 1,000.

python benchmarks/bench_relay.py [--rounds N] [--rows N] [--folder DIR] [SIZE ...]
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path

import machine
import many_cases
from bare import Statement, Twin, seconds, taped
from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.relay import capture, directory, importing, lists, messages, triage
from spoc_desk.casework.relay.figures import months
from spoc_desk.casework.relay.lists import Group, RelayFilter
from spoc_desk.casework.relay.pasted import propose
from spoc_desk.casework.relay.stops import messages_of
from spoc_desk.casework.schools.directory import add_school
from spoc_desk.clock import FixedClock
from spoc_desk.deadlines.calendar import load_calendar
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault import migrate, opening, subkeys
from spoc_desk.vault.kdf import KdfSettings
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault
from spoc_desk.vault.opening import How
from spoc_desk.vault.records.retention_list import closed_without
from spoc_desk.vault.records.stores import SCHOOLS
from spoc_desk.vault.vault import Vault

SIZES = (1_000, 100_000)
ROUNDS, ROWS, BASE = 15, 10_000, 1_000
MOST_KEYS, MOST_MS, MOST_GROWTH = 20, 250, 1.5
CAPTURE = "capture to cleared"
GROWS = "figures of a year", CAPTURE
"""What counts a year, or writes: told, and not held to the growth of a list."""
PASTED = """Incident ref: 40/{number}/26
Date of incident: 21/11/2026
Address of incident: 4 Harbour Street, Luton
Maja SAMPLE DOB 04/05/2017
"""
HEADS = ("Police ref", "Date of incident", "Address", "Given name", "Surname", "DOB")
AGREEMENT = {
    "edition": "2026", "school_signed_on": "2026-09-01", "council_signed_on": "2026-09-02",
    "police_signed_on": "2026-09-03", "says_what": "yes", "says_by_whom": "yes", "says_form": "yes",
    "says_child_level": "yes", "says_safeguards": "yes", "review_on": "2027-09-01",
}  # fmt: skip
CONTACT = {"name": "Ruth Alder", "email": "ruth@harbour.example.org", "from_date": "2026-09-01"}
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
_OTHER = "char(97 + n.i % 26, 97 + n.i / 26 % 26)"
# What is open is the work of days; the years behind it are ended.
_CHANGED = {
    "relay_incidents": {
        "id": "id || '-' || n.i", "police_ref": "n.i || '/' || police_ref", "state": "'closed'",
        "received_at": "strftime('%Y-%m-%dT%H:%M:%SZ', received_at, '-' || (n.i * 180) || ' days')",
    },
    "relay_messages": {
        "id": "id || '-' || n.i", "incident_id": "incident_id || '-' || n.i",
        "family_key": f"{_OTHER} || family_key", "given_key": f"{_OTHER} || given_key", "state": "'closed'",
    },
}  # fmt: skip
_LISTED = """INSERT INTO retention (
    id, kind, record_id, reference, closed_on, class_id, class_chosen, reckoned_words, kept_reason, hold_by,
    hold_reason, proposed_at, proposed_name, proposal_reason, sample, version, created_at, created_by, updated_at,
    updated_by
) SELECT id, 'relay', id, 'RELAY', substr(received_at, 1, 10), 'relay', 0, 'six years', '', '', '', '', '', '', 0, 1,
    updated_at, '', updated_at, '' FROM relay_incidents WHERE state = 'closed'"""
"""What ended stands in the review list, as where the program ended it."""
_numbers = count(10_000)


def rows(number: int) -> Iterator[tuple[str, ...]]:
    """Yield a table of *number* children, each of a notification of its own."""
    yield HEADS
    for one in range(number):
        letters = "".join(chr(97 + one // 26**place % 26) for place in range(4))
        address = f"{one % 180 + 1} Harbour Street, Luton"
        born = f"{one % 28 + 1:02}/{one % 12 + 1:02}/{2010 + one % 10}"
        yield f"DA/{one}/26", "21/11/2026", address, f"Maja{letters}", f"Sample{letters}", born


def lay_out(folder: Path, table: int = BASE) -> Path:
    """Make a vault with a school in order and *table* notifications that came from a table."""
    vault, code = create_vault(
        folder, many_cases.PASSWORD, name="Sample officer", roles=frozenset({"mash", "administrator"}),
        clock=FixedClock(), kdf=KdfSettings(64 * 1024, 1, 1),
    )  # fmt: skip
    confirm_recovery(vault, code.text)
    save_profile(vault, load_profile("luton"))
    school = add_school(vault, answers={"name": "Harbour Primary"}).record
    assert school is not None
    directory.add_agreement(vault, school_id=school.id, answers=AGREEMENT)
    directory.add_contact(vault, school_id=school.id, answers=CONTACT)
    if table:
        _import(vault, table)
        for line in lists.list_relay(vault, limit=table // 2).rows:
            triage.decide(vault, incident_id=line.id, answers={"triage": "share"})
    vault.close()
    return folder


def multiply(folder: Path, size: int) -> None:
    """Copy the notifications until there are about *size*; the copies are not in the trail."""
    copies = size // BASE - 1
    if copies < 1:
        return
    keys = many_cases.unsealed(folder)
    header = keys.loaded.header
    key = subkeys.database_key(keys.master, header.generation) + header.db_salt
    db = sqlcipher.connect(opening.database_path(folder, header.generation), isolation_level=None)
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000"):
        db.execute(f"PRAGMA {setting}").fetchall()
    db.execute("BEGIN")
    for table, changed in _CHANGED.items():
        columns = [str(name) for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        chosen = ", ".join(changed.get(column, column) for column in columns)
        db.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) {_NUMBERS} SELECT {chosen} FROM n CROSS JOIN {table}",
            (copies,),
        )
    db.execute(_LISTED)
    db.execute("COMMIT")
    db.close()


def open_vault(folder: Path) -> Vault:
    """Open a vault as the program does, without the time its password takes."""
    clock = FixedClock()
    with opening.locked(folder) as lock:
        opened = opening.open_checked(folder, many_cases.unsealed(folder), lock, How(clock, migrate.SCHEMA))
        return opening.sit_down(opened, clock, migrate.SCHEMA)


def capture_to_cleared(vault: Vault) -> None:
    """Do in the core what the keys do in the window, up to the text that is copied."""
    school = SCHOOLS.find(vault, "name = ?", ("Harbour Primary",))[0].id
    text = PASTED.format(number=next(_numbers))
    proposed = propose(text, vault.clock.today(), load_calendar(()))
    capture.twins(
        vault, police_ref=str(proposed.incident["police_ref"]),
        incident_date=str(proposed.incident["incident_date"]), children=proposed.children,
    )  # fmt: skip
    done = capture.capture(vault, answers=proposed.incident, children=proposed.children)
    assert done.record is not None
    triage.decide(vault, incident_id=done.record.id, answers={"triage": "share"})
    (one,) = messages_of(vault, done.record.id)
    match = {"school_id": school, "confirmed_by": "school_said", "confirmed_on": "2026-11-23"}
    messages.match_school(vault, message_id=one.id, answers=match)
    messages.clear(vault, message_id=one.id)
    messages.message_text(vault, message_id=one.id)


def acts(vault: Vault) -> dict[str, Callable[[Vault], object]]:
    """Return what is measured at each size, by name."""
    shown = lists.list_relay(vault, limit=1).rows[0].id
    today = vault.clock.today()
    return {
        "50 notifications": lists.list_relay,
        "the same, page 11": partial(lists.list_relay, offset=500),
        "50 to send": partial(lists.list_relay, filter=RelayFilter(group=Group.TO_SEND)),
        "search a child": partial(lists.list_relay, text="Majaabaa"),
        "search a reference": partial(lists.list_relay, text="DA/77/26"),
        "open a notification": partial(lists.relay_view, incident_id=shown),
        "counts of the tabs": lists.relay_counts,
        "what the review list lacks": closed_without,
        "figures of a year": lambda v: months(v, today.replace(month=1), today),
        CAPTURE: capture_to_cleared,
    }


def the_import(folder: Path, number: int) -> list[str]:
    """Import a table, run its bare inserts on a twin, and say what each took."""
    keys = many_cases.unsealed(folder)
    twin = Twin.of(opening.database_path(folder, keys.loaded.header.generation))
    tape: list[Statement] = []
    table = tuple(rows(number))
    with taped(tape):
        vault = open_vault(folder)
    twin.open()
    twin.run(tape)
    preview: list[importing.ImportPreview] = []
    looked = seconds(lambda: preview.append(importing.preview_import(vault, table, importing.understood(HEADS))))
    tape.clear()
    stored = seconds(partial(importing.store_import, vault, preview[0]))
    inserts = [each for each in tape if each[0].startswith("INSERT INTO main.relay_")]
    bare = seconds(partial(twin.run, [("BEGIN IMMEDIATE", ()), *inserts, ("COMMIT", ())]))
    vault.close()
    twin.close()
    times = f"storing {stored / bare:.1f} x, all {(looked + stored) / bare:.1f} x"
    return [
        f"import of {number:,} rows: preview {looked:.2f} s, stored {stored:.2f} s",
        f"  its {len(inserts):,} bare inserts {bare:.2f} s: {times}",
    ]


def measure(folders: dict[int, Path], rounds: int) -> dict[str, dict[int, float]]:
    """Return the median of each act at each size in milliseconds; the sizes take turns."""
    vaults = {size: open_vault(folder) for size, folder in folders.items()}
    wanted = {size: acts(vault) for size, vault in vaults.items()}
    times: dict[str, dict[int, list[float]]] = {}
    for number in range(rounds + 1):
        for name in next(iter(wanted.values())):
            for size, vault in vaults.items():
                took = seconds(partial(wanted[size][name], vault)) * 1000
                if number:  # the first one warms up
                    times.setdefault(name, {}).setdefault(size, []).append(took)
    for vault in vaults.values():
        vault.close()
    return {name: {size: statistics.median(each) for size, each in found.items()} for name, found in times.items()}


def table_lines(medians: dict[str, dict[int, float]], sizes: Sequence[int]) -> list[str]:
    """Return the table: the median at each size, and the growth."""
    head = "| act | " + " | ".join(f"{size:,} notifications" for size in sizes) + " | growth |"
    lines = [head, "|---|" + "---:|" * (len(sizes) + 1)]
    for name, found in medians.items():
        cells = " | ".join(f"{found[size]:.1f} ms" for size in sizes)
        lines.append(f"| {name} | {cells} | {found[sizes[-1]] / found[sizes[0]]:.2f} |")
    return lines


def keys_of(folder: Path) -> int:
    """Press the keys from the paste to the cleared message in a window of its own; return how many there were."""
    command = [sys.executable, str(Path(__file__).with_name("relay_keys.py")), str(folder), many_cases.PASSWORD]
    return int(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout)


def verdicts(medians: dict[str, dict[int, float]], sizes: Sequence[int], keys: int) -> list[str]:
    """Return one line for each limit, saying what does not keep to it."""
    grown = {name: found[sizes[-1]] / found[sizes[0]] for name, found in medians.items() if name not in GROWS}
    broken = [f"{name} {growth:.2f}" for name, growth in grown.items() if growth > MOST_GROWTH]
    slow = medians[CAPTURE][sizes[-1]]
    return [
        f"{'kept  ' if keys <= MOST_KEYS else 'BROKEN'} at most {MOST_KEYS} keys from the paste to the cleared: {keys}",
        f"{'kept  ' if slow <= MOST_MS else 'BROKEN'} at most {MOST_MS} ms of the core for it: {slow:.0f}",
        f"{'BROKEN' if broken else 'kept  '} at most {MOST_GROWTH} x dearer from {sizes[0]:,} to {sizes[-1]:,}: "
        f"{', '.join(broken)}",
    ]


def main() -> int:
    """Lay out, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--rows", type=int, default=ROWS, help="of the table that is imported")
    parser.add_argument("--folder", type=Path, help="a folder on the disk to measure; default: the temporary one")
    wanted = parser.parse_args()
    sizes = sorted(wanted.sizes)
    place = Path(tempfile.mkdtemp(prefix="spoc-desk-bench-", dir=wanted.folder))
    try:
        base = lay_out(place / "base")
        folders = {size: Path(shutil.copytree(base, place / f"rows-{size}")) for size in sizes}
        for size, folder in folders.items():
            multiply(folder, size)
        print(f"{machine.facts()}, disk {machine.disk_kind(place)}")
        medians = measure(folders, wanted.rounds)
        keys = keys_of(lay_out(place / "keys", 0))
        imported = the_import(lay_out(place / "empty", 0), wanted.rows)
    finally:
        shutil.rmtree(place)
    print("\n".join([*table_lines(medians, sizes), *imported, *verdicts(medians, sizes, keys)]))
    return 0


def _import(vault: Vault, number: int) -> None:
    importing.store_import(vault, importing.preview_import(vault, tuple(rows(number)), importing.understood(HEADS)))


if __name__ == "__main__":
    sys.exit(main())
