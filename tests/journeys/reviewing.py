"""Starts the reviewer in a home of its own, ends it in any way, and shows what is left there, the vault unlocked."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from spoc_desk.clock import FixedClock
from spoc_desk.vault.connection import KEY_BYTES, PAGE_BYTES, SALT_BYTES
from tests.factories import PASSWORD, connect, make_vault
from tests.journeys import canaries, reviewer
from tests.journeys.canaries import Paper

_RESERVED = 80  # at the end of each page of SQLCipher 4: 16 bytes of nonce, 64 of its check
_NONCE = 16
_PATIENCE = 120.0
_HOME = ("home", "config", "data", "cache", "state", "temp", "work", "run")


@dataclass(frozen=True)
class Home:
    """All folders a program could think of writing to, below one; and the papers, which are another's."""

    root: Path

    def make(self) -> Self:
        """Make them, with a locked vault."""
        for name in _HOME:
            (self.root / name).mkdir(mode=0o700)
        (self.root / "copies").mkdir()
        make_vault(self.vault, FixedClock()).close()
        return self

    @property
    def vault(self) -> Path:
        """The vault."""
        return self.root / "vault"

    @property
    def papers(self) -> Path:
        """Where the files lie that are checked."""
        return self.root / "papers"

    @property
    def copies(self) -> Path:
        """Where the copies go."""
        return self.root / "copies"

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables of a program that lives here."""
        below = {"HOME": "home", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache",
                 "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run", "TMPDIR": "temp"}  # fmt: skip
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "PYTHONPATH": os.pathsep.join(place for place in sys.path if place),
            **{name: str(self.root / folder) for name, folder in below.items()},
        }

    def plan(self, papers: Sequence[Paper], ending: str, way: str = "out", halt: str = "") -> str:
        """Put the papers there and return what the reviewer is told to do with them."""
        todo = [
            {"path": str(paper.put(self.papers)), "way": way, "copy": str(self.copies / f"doc-{number}.pdf")}
            for number, paper in enumerate(papers)
        ]
        plan = {"vault": str(self.vault), "settings": str(self.root / "settings"), "password": PASSWORD, "papers": todo,
                "by_hand": canaries.BY_HAND, "kept": canaries.KEPT, "ending": ending,
                "halt": halt}  # fmt: skip
        return json.dumps(plan)


class Running:
    """A reviewer at work."""

    def __init__(self, home: Home, plan: str, watch: Sequence[str] = ()) -> None:
        self.printed: list[str] = []
        self.came_to: list[str] = []
        self.errors = home.root / "work" / "errors.txt"
        with self.errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [*watch, sys.executable, reviewer.__file__],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
                text=True, cwd=home.root / "work", env=home.environment, start_new_session=True,
            )  # fmt: skip
        assert self._process.stdin is not None
        self._process.stdin.write(plan + "\n")
        self._process.stdin.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._process.communicate()

    def until(self, at: str) -> None:
        """Wait until it says that it came to *at*."""
        for told in self._told():
            if told == at:
                return
        raise AssertionError(f"it never came to “{at}”, but to {self.came_to}, {self.printed[-1:]}")

    def kill(self) -> None:
        """kill -9; what it still said is heard."""
        self._process.kill()
        list(self._told())
        self._process.wait(_PATIENCE)

    def end(self) -> int:
        """Wait for its own end and return its exit code."""
        list(self._told())
        return self._process.wait(_PATIENCE)

    def children(self) -> list[int]:
        """Return the processes apart: one, or two while a copy is proved."""
        command = ["ps", "-o", "pid=,comm=", "--ppid", str(self._process.pid)]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        return [int(line.split()[0]) for line in lines]

    def until_halted(self) -> None:
        """Wait until it stands still where its plan says that it halts."""
        os.waitid(os.P_PID, self._process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)

    def go_on(self) -> None:
        """Let it go on from where it halted."""
        os.kill(self._process.pid, signal.SIGCONT)

    @property
    def pid(self) -> int:
        """The window's process."""
        return self._process.pid

    def _told(self) -> Iterator[str]:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.printed.append(line)
            self.came_to.append(str(json.loads(line)["at"]))
            yield self.came_to[-1]


@contextlib.contextmanager
def held(process: int) -> Iterator[None]:
    """Let a process stand still for a moment."""
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGCONT)


def is_gone(process: int, seconds: float = 10.0) -> bool:
    """Wait until a process is no more."""
    try:
        seen = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([seen], [], [], seconds)[0])
    finally:
        os.close(seen)


def open_files(process: int) -> dict[str, bool]:
    """Return the files a process has open, each with whether it may write there."""
    found = {}
    for link in Path(f"/proc/{process}/fd").iterdir():
        flags = int(Path(f"/proc/{process}/fdinfo/{link.name}").read_text().split("flags:")[1].split()[0], 8)
        found[os.readlink(link)] = bool(flags & os.O_ACCMODE)
    return found


def unlocked(folder: Path) -> bytes:
    """Return everything a vault holds: each row of each table, and each page of the file, free ones too."""
    database, _ = connect(folder)
    try:
        tables = [row["name"] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [value for table in tables for row in database.rows(f'SELECT * FROM "{table}"') for value in row]
        raw = database._key
        path = database.path
    finally:
        database.close()
    return b"\n".join(as_bytes(value) for value in rows) + b"\n" + b"".join(_pages(path, raw))


def as_bytes(value: object) -> bytes:
    """Return a value of a row as it would stand in a file."""
    return value if isinstance(value, bytes) else str(value).encode()


def _pages(path: Path, raw: bytes) -> Iterator[bytes]:
    """Yield the decrypted pages of a database, in use or not."""
    key, salt = raw[:KEY_BYTES], raw[KEY_BYTES:]
    data = path.read_bytes()
    assert data[:SALT_BYTES] == salt
    for start in range(0, len(data), PAGE_BYTES):
        page = data[start : start + PAGE_BYTES]
        nonce = page[-_RESERVED : _NONCE - _RESERVED]
        cipher = Cipher(algorithms.AES256(key), modes.CBC(nonce)).decryptor()
        yield cipher.update(page[SALT_BYTES if start == 0 else 0 : -_RESERVED])
