"""What a hand-over costs: megabytes a second beside pyrage alone, records beside bare inserts, and the memory it takes.

Sealing is encrypting, writing, flushing, reading back from the medium and comparing; opening is decrypting, proving the
signature and every digest. The peer is the library alone on the same bytes from memory to memory, in the same run.
10,000 records are taken in as casework does it (process apart, every record decoded, trail, custody, one commit), and
beside it inserted bare into a table of the same database by the same library, in one commit.

python benchmarks/bench_handover.py [--rounds N] [--megabytes N] [--records N] [--folder DIR]
"""

import argparse
import io
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import machine
from bare import seconds
from pyrage import decrypt_io, encrypt_io, x25519

from spoc_desk.bundles.desk_keys import DeskKeys
from spoc_desk.bundles.manifest import Manifest, State
from spoc_desk.bundles.opening import open_bundle
from spoc_desk.bundles.records import pack
from spoc_desk.bundles.sealing import Parcel, attachment_of, filled, new_name, write
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.handover.desks import add_desk, card_file, own_desk, read_card, set_up_desk
from spoc_desk.casework.handover.looking_in import look_into
from spoc_desk.casework.handover.sealing import seal
from spoc_desk.casework.handover.taking_in import take_in
from spoc_desk.casework.sample import bulk
from spoc_desk.casework.sample.desk import Desk
from spoc_desk.clock import FixedClock
from spoc_desk.domain.handovers import BundleKind
from spoc_desk.machine.process import peak_memory_bytes
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.kdf import KdfSettings
from spoc_desk.vault.lifecycle import create_vault
from spoc_desk.vault.records.stores import CASES
from spoc_desk.vault.vault import Vault

ROUNDS, MEGABYTES, RECORDS = 5, 100, 10_000
ROWS_OF_A_CASE = 65
"""Nearly, of a sample case."""
PASSWORD = "plum-harbour-tin-lantern"
NORTH, SOUTH = DeskKeys.new(), DeskKeys.new()


def silent(_done: int, _whole: int) -> bool:
    """Never stop."""
    return True


def go_on(_words: str, _done: int, _whole: int) -> bool:
    """Never stop."""
    return True


def parcel_of(path: Path) -> Parcel:
    """Return a parcel with one attached file."""
    records = pack([])
    said = Manifest(
        bundle="0" * 32, kind=BundleKind.CASES, sender=NORTH.public.desk_id, receiver=SOUTH.public.desk_id, sequence=1,
        skipped=(), made_at="2026-11-23T09:30:00Z", expires_at="2026-12-07T09:30:00Z", made_by="Sample officer",
        app="0.1.0", schema=1, answers="", words="", anchor=State(0, 1, 1, "0" * 64), yours=None, chains={},
        tables={}, counts={}, records_bytes=0, records_digest="0" * 64, attachments=(attachment_of(path),), padding=0,
    )  # fmt: skip
    return Parcel(filled(said, records), records, (path,))


def attached_file(folder: Path, megabytes: int) -> Path:
    """Make a file of random bytes."""
    path = folder / "copy.pdf"
    with path.open("wb") as stream:
        for _ in range(megabytes):
            stream.write(os.urandom(1_000_000))
    return path


def files(folder: Path, megabytes: int, rounds: int) -> None:
    """Print what sealing and opening cost beside the library alone."""
    path = attached_file(folder, megabytes)
    plain = path.read_bytes()
    recipient, identity = x25519.Recipient.from_str(SOUTH.public.recipient), x25519.Identity.from_str(SOUTH.identity)
    parcel = parcel_of(path)
    times: dict[str, list[float]] = {"seal": [], "unseal": [], "age alone": [], "age alone, back": []}
    for _ in range(rounds):
        sealed, out = new_name(folder), io.BytesIO()
        times["seal"].append(seconds(lambda: write(sealed, parcel, NORTH, SOUTH.public, silent)))  # noqa: B023
        times["unseal"].append(
            seconds(lambda: open_bundle(sealed, SOUTH.identity, SOUTH.public, lambda _: NORTH.public, silent))  # noqa: B023
        )
        times["age alone"].append(seconds(lambda: encrypt_io(io.BytesIO(plain), out, [recipient])))  # noqa: B023
        out.seek(0)
        times["age alone, back"].append(seconds(lambda: decrypt_io(out, io.BytesIO(), [identity])))  # noqa: B023
        sealed.unlink()
    middle = {name: statistics.median(each) for name, each in times.items()}
    for ours, alone in (("seal", "age alone"), ("unseal", "age alone, back")):
        print(
            f"{ours:8} {megabytes / middle[ours]:7.0f} MB/s   pyrage alone {megabytes / middle[alone]:7.0f} MB/s"
            f"   {middle[ours] / middle[alone]:.2f} times as long"
        )
    path.unlink()


def memory(folder: Path) -> None:
    """Print the most memory a process takes that seals and opens 20 MB, and 500 MB."""
    peaks = [
        int(subprocess.run([sys.executable, __file__, "--memory", str(size), "--folder", str(folder)],
                           capture_output=True, check=True, text=True).stdout)
        for size in (20, 500)
    ]  # fmt: skip
    print(
        f"memory   {peaks[0] / 1e6:.0f} MB for 20 MB attached, {peaks[1] / 1e6:.0f} MB for 500 MB"
        f"   {peaks[1] / peaks[0]:.2f} times as much"
    )


def measure_memory(folder: Path, megabytes: int) -> None:
    """Seal and open once, and print the peak."""
    path = attached_file(folder, megabytes)
    sealed = write(new_name(folder), parcel_of(path), NORTH, SOUTH.public, silent).path
    open_bundle(sealed, SOUTH.identity, SOUTH.public, lambda _: NORTH.public, silent)
    print(peak_memory_bytes())
    sealed.unlink()
    path.unlink()


def made(folder: Path, name: str) -> Vault:
    """Make a vault that is set up for hand-over."""
    vault, _ = create_vault(
        folder / name, PASSWORD, name="Sample officer", roles=frozenset({"la_spoc", "dcs_office", "dass_office"}),
        clock=FixedClock(), kdf=KdfSettings(64 * 1024, 1, 1),
    )  # fmt: skip
    save_profile(vault, load_profile("luton"))
    set_up_desk(vault, name=name, role="la_spoc")
    return vault


def records(folder: Path, wanted: int) -> None:
    """Print what taking in so many records costs beside bare inserts of the same rows."""
    north, south = made(folder, "north"), made(folder, "south")
    for one, two in ((north, south), (south, north)):
        add_desk(one, card=read_card(one, data=card_file(two)), name="the other", role="la_spoc", compared=True)
    own = own_desk(south)
    assert own is not None
    bulk.add_cases(Desk(north, FixedClock(), FixedClock().today()), wanted // ROWS_OF_A_CASE, seed=1)
    ids = [case.id for case in CASES.find(north)]
    sealing = seconds(
        lambda: seal(north, folder=folder, desk_id=own.desk_id, case_ids=ids, told=go_on, purpose="To go on")
    )
    path = next(folder.glob("*.age"))
    looking = seconds(lambda: look_into(south, path=path, told=go_on))
    incoming = look_into(south, path=path, told=go_on)
    bare = seconds(lambda: bare_inserts(south, incoming.rows))
    taking = seconds(lambda: take_in(south, incoming))
    print(f"records  {len(incoming.rows):,}; bare inserts {bare:.2f} s")
    for name, took in (("seal", sealing), ("look in", looking), ("take in", taking)):
        each = len(incoming.rows) / took
        print(f"  {name:8} {took:6.2f} s {each:8,.0f} a second   {took / bare:5.1f} times as long as bare inserts")
    print(f"         checked afterwards: {'whole' if south.check().ok else 'NOT WHOLE'}")
    north.close()
    south.close()


def bare_inserts(vault: Vault, rows: tuple[tuple[str, dict[str, str | int | None]], ...]) -> None:
    """Insert the same cells into tables without rules, trail or indexes, in one commit; and take them away again."""
    db = vault.database
    tables = {table: tuple(values) for table, values in rows}
    db.begin()
    for table, columns in tables.items():
        db.execute(f"CREATE TABLE bare_{table} ({', '.join(columns)})")
    for table, values in rows:
        marks = ", ".join("?" * len(values))
        db.execute(f"INSERT INTO bare_{table} VALUES ({marks})", tuple(values.values()))
    db.commit()
    db.begin()
    for table in tables:
        db.execute(f"DROP TABLE bare_{table}")
    db.commit()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--megabytes", type=int, default=MEGABYTES)
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--memory", type=int, default=0, help="only: the peak of one process for so many megabytes")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        folder = Path(name)
        if arguments.memory:
            measure_memory(folder, arguments.memory)
            return
        print(f"{machine.facts()}, disk {machine.disk_kind(folder)}")
        files(folder, arguments.megabytes, arguments.rounds)
        memory(folder)
        records(folder, arguments.records)


if __name__ == "__main__":
    main()
