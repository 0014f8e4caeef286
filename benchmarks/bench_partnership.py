"""The lists of the Partnership place, each from 1,000 to 100,000 records: a page, a deep page, a search, the counts.

Each size is a vault of its own and the vaults take turns, so that a busy machine slows both. Limit: at most 1.5 times
dearer at 100,000 than at 1,000. A new list is one line in LISTS.

python benchmarks/bench_partnership.py [--rounds N] [--folder DIR] [SIZE ...]
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

import machine
import many_cases
from bare import seconds
from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.casework.access_requests import record_request
from spoc_desk.casework.assurance import add_step
from spoc_desk.casework.concerns import raise_concern
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.disputes.complaints import record_complaint
from spoc_desk.casework.disputes.consultations import record_consultation
from spoc_desk.casework.disputes.escalations import open_escalation
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.reviewed.incidents import record_incident
from spoc_desk.casework.reviewed.reviews import begin_review
from spoc_desk.casework.sharing import decide_whole
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault import migrate, opening, subkeys
from spoc_desk.vault.kdf import KdfSettings
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault
from spoc_desk.vault.opening import How
from spoc_desk.vault.vault import Vault

SIZES = (1_000, 100_000)
ROUNDS, BASE = 15, 100
MOST_GROWTH = 1.5
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
_REFERENCE = "hex(randomblob(6)) || ' copied ' || n.i"


@dataclass(frozen=True)
class Listed:
    """One list: its room in casework, how one record is made, and what its copies in the table differ in."""

    room: str
    make: Callable[[Vault, int], object]
    table: str
    changed: Mapping[str, str]
    search: str
    """The column of the list whose filter is measured; "" where every part of the words is looked through."""
    beside: tuple[tuple[str, str], ...] = ()
    """What lies in the list from other tables too: (table and columns, their values for number n.i)."""


def _decide(vault: Vault, number: int) -> object:
    answers = {
        "decided_on": "2026-11-23", "about": f"Training {number}", "what_information": "School record",
        "purpose": "Support", "consent_sought": "not_basis", "lawful_basis": "public_task",
        "necessary_and_proportionate": "yes", "third_parties_protected": "yes", "outcome": "do_not_share",
        "rationale": "Needed for support",
    }  # fmt: skip
    return decide_whole(vault, answers=answers)


def _raise(vault: Vault, number: int) -> object:
    answers = {
        "kind": "suspicious", "immediate_danger": "no", "what_happened": f"Call {number}",
        "who_is_at_risk": ("family",),
    }  # fmt: skip
    return raise_concern(vault, answers=answers)


def _ask(vault: Vault, number: int) -> object:
    answers = {"kind": "foi", "received_on": "2026-11-23", "asked_by": f"Somebody {number}", "wanted": "Figures"}
    return record_request(vault, answers=answers)


def _record(vault: Vault, number: int) -> object:
    answers = {"aware_at": "2026-11-23T08:40", "incident_on": "2026-11-21", "what_happened": f"Injuries {number}"}
    return record_incident(vault, answers=answers)


def _begin(vault: Vault, number: int) -> object:
    answers = {
        "source": "agency", "agency": "Police", "representative": f"Representative {number}",
        "discussed_on": "2026-11-20", "criteria_reason": "Serious harm",
    }  # fmt: skip
    return begin_review(vault, answers=answers)


def _disagree(vault: Vault, number: int) -> object:
    answers = {
        "about": f"No answer {number}", "matter": "communication", "agency": "social_care", "child_at_risk": "no",
        "what": "No answer for a week.", "desired_outcome": "A decision.", "evidence": "Two calls.",
        "with_whom": "The duty social worker",
    }  # fmt: skip
    return open_escalation(vault, answers=answers)


def _complain(vault: Vault, number: int) -> object:
    answers = {
        "received_on": "2026-11-20", "came_by": "letter", "from_given_names": f"Ola {number}",
        "from_family_name": "Sample", "of_conference": "no", "agency": "police", "what": "Nobody rang back.",
        "wanted": "An apology.",
    }  # fmt: skip
    return record_complaint(vault, answers=answers)


def _consult(vault: Vault, number: int) -> object:
    answers = {
        "consulted_on": "2026-11-20", "consulted_with": f"Named doctor {number}", "agency": "gp",
        "consulted_about": "Bruising", "consulted_advice": "Ask today.", "recorded_because": "concerns",
        "family_involved": "yes",
    }  # fmt: skip
    return record_consultation(vault, answers=answers)


def _roll_out(vault: Vault, number: int) -> object:
    answers = {"audience": f"Agency {number}", "step": "training", "owner": f"Officer {number}"}
    return add_step(vault, answers=answers)


_ROOM = "spoc_desk.casework.partnership"
_KERNEL = "1, '', '', '', ''"
_REFERRALS = (
    (
        "referrals (id, referral_ref, state, set_id, judged_level, referral_kind, urgency, phoned_at, form_version,"
        " started_on, referrer, sent_at, no_feedback, sample, version, created_at, created_by, updated_at, updated_by)",
        f"'r' || n.i, 'R ' || n.i, 'sent', 'x', '', 'new', '', '', 1, '2020-01-01', 'x', '', 0, 0, {_KERNEL}",
    ),
    (
        "referral_events (id, referral_id, event, to_state, happened_at, done_by, answers, note, version, created_at,"
        " created_by, updated_at, updated_by)",
        "'c' || n.i, 'r' || n.i, 'consultation', 'sent', date('2026-11-01', '-' || (n.i % 18000) || ' days') ||"
        " 'T10:00:00Z', 'x', json_object('consulted_with', 'Doctor ' || n.i, 'agency', 'gp', 'consulted_on',"
        f" date('2026-11-01', '-' || (n.i % 18000) || ' days')), '', {_KERNEL}",
    ),
)
"""One consultation for each referral: the log shows both."""
_DAY = "date({}, '-' || (n.i % 18000) || ' days')"
LISTS: Mapping[str, Listed] = {
    "decisions": Listed(
        f"{_ROOM}.decisions", _decide, "decisions",
        {"decided_on": _DAY.format("decided_on"), "decision_ref": _REFERENCE, "about": "about || ' ' || n.i"}, "about",
    ),
    "concerns": Listed(
        f"{_ROOM}.concerns", _raise, "concerns",
        {"raised_at": "strftime('%Y-%m-%dT%H:%M:%SZ', raised_at, '-' || n.i || ' hours')", "concern_ref": _REFERENCE,
         "closed_on": "'2026-11-23'", "state": "'closed'"}, "about",
    ),
    "serious incidents": Listed(
        f"{_ROOM}.serious_incidents", _record, "serious_incidents",
        {"aware_at": "strftime('%Y-%m-%dT%H:%M:%SZ', aware_at, '-' || n.i || ' hours')", "incident_ref": _REFERENCE,
         "closed_on": "'2026-11-23'", "state": "'closed'"}, "reference",
    ),
    "case reviews": Listed(
        f"{_ROOM}.case_reviews", _begin, "case_reviews",
        {"created_at": "strftime('%Y-%m-%dT%H:%M:%SZ', created_at, '-' || n.i || ' hours')",
         "review_ref": _REFERENCE, "closed_on": "'2026-11-23'", "state": "'closed'"}, "reference",
    ),
    "requests for records": Listed(
        f"{_ROOM}.access", _ask, "access_requests",
        {"received_on": _DAY.format("received_on"), "request_ref": "hex(randomblob(6)) || ' copied ' || n.i",
         "answered_on": "'2026-11-23'"}, "reference",
    ),
    "escalations": Listed(
        f"{_ROOM}.escalations", _disagree, "escalations",
        {"raised_at": "strftime('%Y-%m-%dT%H:%M:%SZ', raised_at, '-' || n.i || ' hours')", "escalation_ref": _REFERENCE,
         "family_key": "hex(randomblob(4))", "ended_on": "'2026-11-23'", "state": "'resolved'"}, "reference",
    ),
    "complaints": Listed(
        f"{_ROOM}.complaints", _complain, "complaints",
        {"received_on": _DAY.format("received_on"), "complaint_ref": _REFERENCE, "family_key": "hex(randomblob(4))",
         "given_key": "hex(randomblob(4))", "ended_on": "'2026-11-23'", "state": "'ended'"}, "reference",
    ),
    "consultations": Listed(
        f"{_ROOM}.consultations", _consult, "consultations",
        {"consulted_on": _DAY.format("consulted_on"), "consultation_ref": _REFERENCE}, "reference", _REFERRALS,
    ),
    "roll-out": Listed(
        f"{_ROOM}.rollout", _roll_out, "assurance",
        {"audience": "audience || ' ' || n.i", "done_on": _DAY.format("'2026-11-23'")}, "",
    ),
}  # fmt: skip


def lay_out(folder: Path) -> Path:
    """Make a vault with a hundred records of each list."""
    vault, code = create_vault(
        folder, many_cases.PASSWORD, name="Sample officer", roles=many_cases.ROLES, clock=FixedClock(),
        kdf=KdfSettings(64 * 1024, 1, 1),
    )  # fmt: skip
    confirm_recovery(vault, code.text)
    save_profile(vault, load_profile("luton"))
    for listed in LISTS.values():
        for number in range(BASE):
            listed.make(vault, number)
    vault.close()
    return folder


def multiply(folder: Path, size: int) -> None:
    """Copy the records of each list until there are *size*; the copies are not in the trail."""
    keys = many_cases.unsealed(folder)
    header = keys.loaded.header
    key = subkeys.database_key(keys.master, header.generation) + header.db_salt
    db = sqlcipher.connect(opening.database_path(folder, header.generation), isolation_level=None)
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000"):
        db.execute(f"PRAGMA {setting}").fetchall()
    db.execute("BEGIN")
    for listed in LISTS.values():
        changed = {"id": "id || '-' || n.i", **listed.changed}
        columns = [str(name) for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (listed.table,))]
        chosen = ", ".join(changed.get(column, column) for column in columns)
        db.execute(
            f"INSERT INTO {listed.table} ({', '.join(columns)}) {_NUMBERS}"
            f" SELECT {chosen} FROM n CROSS JOIN {listed.table}",
            (size // BASE - 1,),
        )
        for into, values in listed.beside:
            db.execute(f"INSERT INTO {into} {_NUMBERS} SELECT {values} FROM n", (size,))
    db.execute("COMMIT")
    db.close()


def open_vault(folder: Path) -> Vault:
    """Open a vault as the program does, without the time its password takes."""
    clock = FixedClock()
    with opening.locked(folder) as lock:
        opened = opening.open_checked(folder, many_cases.unsealed(folder), lock, How(clock, migrate.SCHEMA))
        return opening.sit_down(opened, clock, migrate.SCHEMA)


def acts(vault: Vault) -> dict[str, Callable[[Vault], object]]:
    """Return what is measured at each size, by name."""
    found: dict[str, Callable[[Vault], object]] = {}
    for name, listed in LISTS.items():
        room = import_module(listed.room)
        every = partial(room.page_of, asked=Asked(also_closed=True))
        if listed.search:
            reference = every(vault).rows[0].reference
            found[f"{name}: search"] = partial(
                room.page_of, asked=Asked({listed.search: reference}, also_closed=True, limit=5)
            )
        found |= {
            f"{name}: 50 open": partial(room.page_of, asked=Asked()),
            f"{name}: 50 of all": every,
            f"{name}: page 11 of all": partial(room.page_of, asked=Asked(also_closed=True, offset=500)),
            f"{name}: count of the tab": room.count_of,
        }
    return found


def measure(folders: dict[int, Path], rounds: int) -> dict[str, dict[int, float]]:
    """Return the median of each act at each size in milliseconds; the sizes take turns."""
    vaults = {size: open_vault(folder) for size, folder in folders.items()}
    wanted = {size: acts(vault) for size, vault in vaults.items()}
    times: dict[str, dict[int, list[float]]] = {}
    for name in next(iter(wanted.values())):
        for number in range(rounds + 1):
            for size, vault in vaults.items():
                took = seconds(partial(wanted[size][name], vault)) * 1000
                if number:  # the first one warms up
                    times.setdefault(name, {}).setdefault(size, []).append(took)
    for vault in vaults.values():
        vault.close()
    return {name: {size: statistics.median(each) for size, each in found.items()} for name, found in times.items()}


def table_lines(medians: dict[str, dict[int, float]], sizes: Sequence[int]) -> list[str]:
    """Return the table: the median at each size, and the growth."""
    lines = ["| act | " + " | ".join(f"{size:,} records" for size in sizes) + " | growth |"]
    lines.append("|---|" + "---:|" * (len(sizes) + 1))
    for name, found in medians.items():
        cells = " | ".join(f"{found[size]:.2f} ms" for size in sizes)
        lines.append(f"| {name} | {cells} | {found[sizes[-1]] / found[sizes[0]]:.2f} |")
    return lines


def main() -> int:
    """Lay out, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
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
    finally:
        shutil.rmtree(place)
    grown = {name: found[sizes[-1]] / found[sizes[0]] for name, found in medians.items()}
    broken = [f"{name} {growth:.2f}" for name, growth in grown.items() if growth > MOST_GROWTH]
    verdict = f"{'BROKEN' if broken else 'kept  '} at most {MOST_GROWTH} x dearer from {sizes[0]:,} to {sizes[-1]:,}"
    print("\n".join([*table_lines(medians, sizes), f"{verdict}: {', '.join(broken)}" if broken else verdict]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
