"""Whatever is wrong with a vault: its own plain sentence, and nothing on the disk is changed."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import (
    Busy,
    Damaged,
    DatabaseDamaged,
    DatabaseMissing,
    EmptyFile,
    Forged,
    Missing,
    OutOfMemory,
    ReadOnly,
    TooNew,
    UserError,
    WrongPassword,
)
from spoc_desk.vault.header_files import FIRST, SECOND
from spoc_desk.vault.lifecycle import open_vault, open_with_recovery, verify
from tests.disks import read_only
from tests.factories import PASSWORD, connect, copy_vault, fingerprint, make_vault
from tests.vault import headers

DATABASE = "vault-1.db"
Break = Callable[[Path], object]


def _both(raw: Callable[[bytes], bytes]) -> Break:
    """Change both copies of the header."""

    def change(folder: Path) -> None:
        for name in (FIRST, SECOND):
            (folder / name).write_bytes(raw((folder / name).read_bytes()))

    return change


def _remove(*names: str) -> Break:
    return lambda folder: [(folder / name).unlink() for name in names]


def _cut(name: str, size: int) -> Break:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes()[:size])


def _overwrite(name: str, at: int, raw: bytes) -> Break:
    def change(folder: Path) -> None:
        with (folder / name).open("r+b") as stream:
            stream.seek(at)
            stream.write(raw)

    return change


def _append(raw: bytes) -> Break:
    def change(folder: Path) -> None:
        with (folder / DATABASE).open("ab") as stream:
            stream.write(raw)

    return change


def _newer_schema(folder: Path) -> None:
    db, _ = connect(folder)
    db.execute("PRAGMA user_version = 9999")
    db.close()


def _another_program(folder: Path) -> None:
    db, _ = connect(folder)
    db.execute("PRAGMA application_id = 1")
    db.close()


CASES: dict[str, tuple[Break, type[UserError]]] = {
    "no folder": (lambda folder: folder.rename(folder.with_name("elsewhere")), Missing),
    "empty folder": (lambda folder: [path.unlink() for path in folder.iterdir()], Missing),
    "both headers gone": (_remove(FIRST, SECOND), Damaged),
    "both headers damaged": (_both(lambda raw: raw[:200] + b"?" + raw[201:]), Damaged),
    "both headers cut": (_both(lambda raw: raw[:-1]), Damaged),
    "both headers empty": (_both(lambda _: b""), EmptyFile),
    "headers of something else": (_both(lambda raw: b"%PDF-1.7" + raw), Damaged),
    "header changed": (_both(lambda raw: headers.changed(raw, lambda v: v.update(epoch=3))), Forged),
    "header signed by another": (_both(lambda raw: raw[:-1] + bytes([raw[-1] ^ 1])), Forged),
    "newer header": (_both(lambda raw: headers.changed(raw, lambda v: v.update(format=2, min_reader=2))), TooNew),
    "newer outer format": (_both(lambda _: headers.around(b"?", bytes(32), version=2)), TooNew),
    "newer schema": (_newer_schema, TooNew),
    "database gone": (_remove(DATABASE), DatabaseMissing),
    "database empty": (_cut(DATABASE, 0), EmptyFile),
    "database of one byte": (_cut(DATABASE, 1), EmptyFile),
    "database of 15 bytes": (_cut(DATABASE, 15), EmptyFile),
    "database of 16 bytes": (_cut(DATABASE, 16), EmptyFile),
    "database of 4095 bytes": (_cut(DATABASE, 4095), EmptyFile),
    "database cut in a page": (_cut(DATABASE, 3 * 4096 - 1), EmptyFile),
    "database cut between pages": (_cut(DATABASE, 5 * 4096), DatabaseDamaged),
    "database of one page": (_cut(DATABASE, 4096), DatabaseDamaged),
    "a byte behind the database": (_append(b"x"), EmptyFile),
    "a page behind the database": (_append(bytes(4096)), DatabaseDamaged),
    "first page damaged": (_overwrite(DATABASE, 100, b"????"), DatabaseDamaged),
    "second page damaged": (_overwrite(DATABASE, 4096 + 100, b"????"), DatabaseDamaged),
    "database of another program": (_another_program, DatabaseDamaged),
}


@pytest.mark.fault(9, 11, 24, 25)
@pytest.mark.parametrize("case", CASES)
def test_each_damage_has_its_sentence_and_nothing_is_changed(tmp_path: Path, clock: FixedClock, case: str) -> None:
    folder = tmp_path / "vault"
    copy_vault(folder)
    spoil, kind = CASES[case]
    spoil(folder)
    before = fingerprint(folder) if folder.exists() else {}
    for _ in range(2):
        with pytest.raises(kind) as err:
            open_vault(folder, PASSWORD, clock=clock)
        assert type(err.value) is kind
    if not case.startswith("a page") and case != "second page damaged":  # those it describes instead of refusing
        with pytest.raises(kind):
            verify(folder, PASSWORD, clock)
    assert (fingerprint(folder) if folder.exists() else {}) == before


def test_every_sentence_is_different() -> None:
    kinds = {kind for _, kind in CASES.values()} | {WrongPassword, Busy, ReadOnly, OutOfMemory}
    assert len({str(kind()) for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " ", PASSWORD.upper()])
def test_a_wrong_password_is_only_that(tmp_path: Path, clock: FixedClock, password: str) -> None:
    copy_vault(tmp_path / "vault")
    before = fingerprint(tmp_path / "vault")
    with pytest.raises(WrongPassword):
        open_vault(tmp_path / "vault", password, clock=clock)
    assert fingerprint(tmp_path / "vault") == before
    open_vault(tmp_path / "vault", PASSWORD, clock=clock).close()


@pytest.mark.fault(39)
def test_a_second_window_is_refused_and_the_first_goes_on(tmp_path: Path, clock: FixedClock) -> None:
    code = copy_vault(tmp_path / "vault")
    first = make_vault(tmp_path / "vault", clock)
    for act in (
        lambda: open_vault(tmp_path / "vault", PASSWORD, clock=clock),
        lambda: open_with_recovery(tmp_path / "vault", code.text, "new", clock=clock),
    ):
        with pytest.raises(Busy):
            act()
    with first.transaction("noted") as tx:
        tx.note("still here")
    assert first.check().ok
    first.close()
    open_vault(tmp_path / "vault", PASSWORD, clock=clock).close()


@pytest.mark.fault(39)
def test_a_second_program_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    vault = make_vault(tmp_path / "vault", clock)
    script = (
        "import sys; from pathlib import Path\n"
        "from spoc_desk.clock import SystemClock; from spoc_desk.errors import Busy\n"
        "from spoc_desk.vault.lifecycle import open_vault\n"
        "try: open_vault(Path(sys.argv[1]), sys.argv[2], clock=SystemClock())\n"
        "except Busy as err: print(err)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "vault"), PASSWORD], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == str(Busy())
    vault.close()


@pytest.mark.fault(38)
def test_a_read_only_folder_is_refused_before_anything_is_made(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "vault"
    copy_vault(folder)
    before = sorted(path.name for path in folder.iterdir()), fingerprint(folder)
    with read_only(folder):
        for act in (lambda: open_vault(folder, PASSWORD, clock=clock), lambda: verify(folder, PASSWORD, clock)):
            with pytest.raises(ReadOnly):
                act()
    assert (sorted(path.name for path in folder.iterdir()), fingerprint(folder)) == before
    open_vault(folder, PASSWORD, clock=clock).close()


@pytest.mark.fault(38)
def test_a_database_that_alone_is_read_only_is_refused_too(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "vault"
    copy_vault(folder)
    before = fingerprint(folder)
    with read_only(folder / DATABASE), pytest.raises(ReadOnly):
        open_vault(folder, PASSWORD, clock=clock)
    assert fingerprint(folder) == before
    assert not (folder / "session.open").exists()


@pytest.mark.fault(38)
def test_a_folder_that_becomes_read_only_loses_nothing(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "vault"
    vault = make_vault(folder, clock)
    with vault.transaction("noted") as tx:
        tx.note("kept")
    vault.close()
    with read_only(folder), pytest.raises(ReadOnly):
        open_vault(folder, PASSWORD, clock=clock)
    again = open_vault(folder, PASSWORD, clock=clock)
    assert len(again.rows("SELECT * FROM audit WHERE act = 'kept'")) == 1
    again.close()


@pytest.mark.fault(22)
def test_no_memory_for_the_key_is_no_wrong_password(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("needs a memory limit")
    folder = tmp_path / "vault"
    copy_vault(folder)
    costly = _both(
        lambda raw: headers.changed(raw, lambda value: value["slots"][0]["kdf"].update(m_kib=1024 * 1024, t=1, p=4))
    )
    costly(folder)
    before = fingerprint(folder)
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (700 << 20,) * 2)\n"
        "from pathlib import Path\n"
        "from spoc_desk.clock import SystemClock; from spoc_desk.errors import OutOfMemory\n"
        "from spoc_desk.vault.lifecycle import open_vault\n"
        "for attempt in range(2):\n"
        "    try: open_vault(Path(sys.argv[1]), 'any', clock=SystemClock())\n"
        "    except OutOfMemory as err: print(err)\n"
    )
    answer = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines() == [str(OutOfMemory())] * 2
    assert answer.stderr == ""
    assert fingerprint(folder) == before
