"""The process apart leaves nothing behind and reaches nobody: seen from outside, by its calls of the system."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sanitise.readers.test_eml import MAIL

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="system calls are watched on Linux")

_WORK = """
import sys
from pathlib import Path
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.apart.reading_room import ReadingRoom
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.redact.claims import proof_of
from spoc_desk.sanitise.redact.orders import Passage, Retype

with ReadingRoom(OwnArea(names=("Luton",)), Mode.IN) as room:
    document = room.read(Path(sys.argv[1]).read_bytes(), "Leeds.eml", heard=lambda progress: True)
    orders = Retype((Passage("From [place removed]"),))
    copy = room.make(orders)
    checks = room.prove(copy, proof_of(orders, ("Leeds",)))
print(len(document.scanned) > 20, all(check.passed for check in checks))
"""
_WATCHED = "execve,open,openat,openat2,creat,rename,unlink,mkdir,memfd_create,socket,connect,sendto"
_CHANGES = re.compile(
    r"\b(?:creat|rename|unlink|mkdir|memfd_create|socket|connect|sendto|execve)\(|O_WRONLY|O_RDWR|O_CREAT"
)
_CANARY = b"orgford"


def _lines_of_children(report: Path) -> list[str]:
    """Return the calls that the processes apart made after they had become themselves."""
    lines = report.read_text(encoding="utf-8", errors="replace").splitlines()
    begins = {line.split()[0]: number for number, line in enumerate(lines) if "spoc_desk.sanitise.apart" in line}
    assert len(begins) == 2, "one process reads, another proves"
    return [line for n, line in enumerate(lines) if line.split()[0] in begins and n > begins[line.split()[0]]]


def test_it_opens_nothing_for_writing_and_no_socket_and_leaves_no_file(tmp_path: Path) -> None:
    home, source, report = tmp_path / "home", tmp_path / "source.eml", tmp_path / "trace"
    home.mkdir()
    source.write_bytes(MAIL)
    command = [
        "strace",
        "-f",
        "-e",
        f"trace={_WATCHED}",
        "-o",
        str(report),
        sys.executable,
        "-B",
        "-c",
        _WORK,
        str(source),
    ]

    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
        env={"HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": str(Path.cwd())},
    )

    assert done.stdout.split() == ["True", "True"], done.stderr
    changes = [line for line in _lines_of_children(report) if _CHANGES.search(line)]
    assert [line for line in changes if " = -1 EPERM" not in line and " = -1 EACCES" not in line] == []
    assert len(changes) >= 4, "each tried a socket and a file once, to see itself refused"
    assert list(home.iterdir()) == []
    assert _CANARY not in done.stderr.lower().encode()


def test_nothing_of_a_file_is_said_aloud_even_when_it_is_broken(tmp_path: Path) -> None:
    """What a reader says on its standard error goes nowhere; here the process is asked directly, with a listener."""
    command = [sys.executable, "-I", "-B", "-m", "spoc_desk.sanitise.apart", "900000000", "60"]

    done = subprocess.run(command, input=b"\0\0\0\x10\0\0\0\0" + b'["orgford", 1, 2', capture_output=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
