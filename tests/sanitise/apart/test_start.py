"""How the process apart is started, from a checkout and from the packed program."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spoc_desk.sanitise.apart.start import NOT_SHUT_IN, OPTION, command, environment

PACKED = Path(__file__).resolve().parents[3] / "packaging" / "pyinstaller" / "window.py"


def test_it_is_started_isolated_and_without_our_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_OURS", "x")
    assert command(1, 2)[:3] == [sys.executable, "-I", "-B"]
    assert "SECRET_OF_OURS" not in environment() and len(environment()) <= 3


def test_the_packed_program_starts_itself_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command(1, 2) == [sys.executable, OPTION, "1", "2"]


def test_the_packed_program_becomes_the_process_apart_by_its_option() -> None:
    start = [sys.executable, str(PACKED), OPTION, "900000000", "60"]

    done = subprocess.run(start, input=b"no message of ours", capture_output=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root may see what a hardened process of Linux holds open"
)
def test_it_holds_nothing_of_ours_open(tmp_path: Path) -> None:
    held = os.open(tmp_path / "ours", os.O_RDWR | os.O_CREAT)
    os.set_inheritable(held, True)
    process = subprocess.Popen(
        command(900_000_000, 60), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(b'\0\0\0\x0f\0\0\0\0["DrawPage",1,9]')
        process.stdin.flush()
        process.stdout.read(8)  # it has answered: it is past its start
        links = [os.readlink(link) for link in Path(f"/proc/{process.pid}/fd").iterdir()]
    finally:
        process.communicate()
        os.close(held)
    assert [link for link in links if not link.startswith(("pipe:", "/dev/null"))] == []


def test_without_its_limits_it_reads_nothing() -> None:
    code = (
        "import sys\nfrom spoc_desk.sanitise.apart import entry\n"
        "entry.cap_process = lambda memory, seconds: False\nsys.exit(entry.main(['1000000000', '60']))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=b"\0\0\0\1\0\0\0\0[", capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (NOT_SHUT_IN, b"")
