"""One program at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from spoc_desk.errors import Busy, ReadOnly
from spoc_desk.machine.lockfile import LockFile
from tests.disks import read_only

_HOLD = (
    "import sys; from pathlib import Path; from spoc_desk.machine.lockfile import LockFile\n"
    "lock = LockFile(Path(sys.argv[1])); lock.acquire(); print('held', flush=True); sys.stdin.read()\n"
)


def test_a_second_holder_is_refused_in_the_same_process(tmp_path: Path) -> None:
    first, second = LockFile(tmp_path / "lock"), LockFile(tmp_path / "lock")
    first.acquire()
    with pytest.raises(Busy):
        second.acquire()
    with pytest.raises(Busy):
        first.acquire()
    first.release()
    first.release()
    second.acquire()
    second.release()


@pytest.mark.fault(39)
def test_another_program_is_refused_until_the_holder_dies(tmp_path: Path) -> None:
    lock = LockFile(tmp_path / "lock")
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path / "lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(Busy):
            lock.acquire()
        child.kill()  # no clean-up: the file stays, the lock does not
        child.wait()
    assert (tmp_path / "lock").exists()
    lock.acquire()
    lock.release()


def test_a_lock_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with read_only(folder), pytest.raises(ReadOnly):
        LockFile(folder / "lock").acquire()
