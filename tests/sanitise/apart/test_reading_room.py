"""A file is read in a process apart; whatever that process does, the caller gets a document or one plain sentence."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import Cancelled, Unreadable
from spoc_desk.sanitise.apart import asking
from spoc_desk.sanitise.apart.child import Caps
from spoc_desk.sanitise.apart.document import Document, Producer, Progress
from spoc_desk.sanitise.apart.reading_room import ReadingRoom
from spoc_desk.sanitise.apart.start import NOT_SHUT_IN
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.gazetteer.gathering import Gathered
from spoc_desk.sanitise.gazetteer.incoming import OS
from spoc_desk.sanitise.gazetteer.store import save
from spoc_desk.sanitise.readers.limits import Limits
from spoc_desk.sanitise.scan import scan
from tests.patience import quickest

LETTER = b"He lived in Leeds until May.\r\nWrite to LS1 4AP.\r\n"


def yes(progress: Progress) -> bool:
    """Go on."""
    return progress.done >= 0


def read(area: OwnArea, data: bytes, name: str = "letter.txt", **given: object) -> Document:
    """Read one file in a room of its own."""
    with ReadingRoom(area, Mode.IN, **given) as room:  # type: ignore[arg-type]
        return room.read(data, name, heard=yes)


def children() -> set[int]:
    """Return the processes started from here that are still there, but for the one that tells."""
    command = ["ps", "-o", "pid=,comm=", "--ppid", str(os.getpid())]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return {int(line.split()[0]) for line in listed if line.split()[1] != "ps"}


def test_a_letter_is_read_with_its_findings(luton: OwnArea) -> None:
    document = read(luton, LETTER)

    assert document.producer is Producer.RETYPE
    for scanned in document.scanned:
        assert scanned.findings == scan(scanned.unit.text, luton, Mode.IN)
    found = {one.unit.text[f.start : f.end] for one in document.scanned for f in one.findings}
    assert {"Leeds", "LS1 4AP"} <= found


def test_the_name_of_the_file_is_read_too(luton: OwnArea) -> None:
    named = [s for s in read(luton, LETTER, "Leeds school.txt").scanned if s.unit.channel == "file-name-own"]

    assert [s.unit.text for s in named] == ["Leeds school.txt"]
    assert named[0].findings


def test_the_process_is_gone_when_the_room_is_left(luton: OwnArea) -> None:
    before = children()
    with ReadingRoom(luton, Mode.IN) as room:
        during = children() - before
        room.read(LETTER, "a.txt", heard=yes)
    assert len(during) == 1
    assert children() & during == set()


def test_no_again_and_again_stops_within_a_second(luton: OwnArea) -> None:
    def stopped_after() -> float:
        said_no: list[float] = []

        def no_at_the_fifth(_: Progress) -> bool:
            said_no.append(time.monotonic())
            return len(said_no) < 5

        with ReadingRoom(luton, Mode.IN) as room:
            with pytest.raises(Cancelled):
                room.read(LETTER * 200_000, "long.txt", heard=no_at_the_fifth)
            assert len(said_no) == 5
        return time.monotonic() - said_no[-1]

    assert quickest(stopped_after, 1.0) < 1.0


def test_a_cancelled_room_stays_closed(luton: OwnArea) -> None:
    with ReadingRoom(luton, Mode.IN) as room:
        room.cancel()
        with pytest.raises(Cancelled):
            room.read(LETTER, "a.txt", heard=yes)
        with pytest.raises(Cancelled):
            room.read(LETTER, "a.txt", heard=yes)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_a_process_that_dies_is_one_plain_sentence(luton: OwnArea, blow: signal.Signals) -> None:
    before = children()

    def strike(_: Progress) -> bool:
        for child in children() - before:
            os.kill(child, blow)
        return True

    with ReadingRoom(luton, Mode.IN) as room, pytest.raises(Unreadable, match="could not be read to the end: it made"):
        room.read(LETTER * 100_000, "a.txt", heard=strike)


def program(tmp_path: Path, code: str) -> Callable[[int, int], list[str]]:
    """Return a way to start another program in place of the process apart."""
    path = tmp_path / "other.py"
    path.write_text(code, encoding="utf-8")
    return lambda memory, seconds: [sys.executable, "-I", str(path)]


FRAME = """
import struct, sys
def send(head, body=b""):
    sys.stdout.buffer.write(struct.pack(">II", len(head), len(body)) + head + body)
"""


@pytest.mark.parametrize(
    "code",
    [
        "import sys; sys.stdout.buffer.write(b'GET / HTTP/1.1' * 100)",
        FRAME + "send(b'not json')",
        FRAME + "send(b'[' * 200000)",
        FRAME + "send(b'[\"Finished\"]')",
        FRAME + 'send(b\'["Finished", "nothing"]\')',
        FRAME + 'send(b\'["Finished", "retype", 1]\')',
        FRAME + 'send(b\'["Path", "/etc/passwd"]\')',
        FRAME + "send(b'[\"PageSize\", 2, 595.0, 842.0]')",
        FRAME + "send(b'[\"PageSize\", 1, NaN, 842.0]')",
        FRAME + "send(b'[\"PageSize\", true, 595.0, 842.0]')",
        FRAME + "send(b'[\"PageSize\", 1, 1e300, 842.0]')",
        FRAME + 'send(b\'["Unscannable", "no-such-channel", "x", "", 0]\')',
        FRAME + 'send(b\'["Unscannable", "unreadable-part", "\' + b\'x\' * 5000 + b\'", "", 0]\')',
        FRAME + 'unit = b\'["Unit","abc","file-name-own","",0,true,"paragraph",0,false]\'\n'
        'send(b\'["Scanned",\' + unit + b\',[["Finding",1,9,"place","high","x"]]]\')',
        FRAME + 'unit = b\'["Unit","abc","file-name-own","",0,true,"paragraph",0,false]\'\n'
        'send(b\'["Scanned",\' + unit + b\',[["Finding",0,1,"nonsense","high","x"]]]\')',
        "import sys; sys.stdout.buffer.write(b'\\xff' * 8)",
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\x09\\0\\0\\0\\0abc')",
        "raise SystemExit(3)",
    ],
)
def test_whatever_else_it_says_is_one_plain_sentence(
    luton: OwnArea, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "command", program(tmp_path, code))
    with pytest.raises(Unreadable, match=r"^This file could not be read to the end: "):
        read(luton, LETTER)


def test_a_process_that_cannot_be_shut_in_says_so(
    luton: OwnArea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "command", program(tmp_path, f"raise SystemExit({NOT_SHUT_IN})"))
    with pytest.raises(Unreadable, match="was not opened"):
        read(luton, LETTER)


def test_a_silent_process_is_not_waited_for(luton: OwnArea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys\nfor line in sys.stdin.buffer: pass"
    monkeypatch.setattr(asking, "command", program(tmp_path, code))
    with pytest.raises(Unreadable, match="did not come to an end"):
        read(luton, LETTER, caps=Caps(silent_seconds=0.4))


def test_a_process_that_never_ends_is_not_waited_for(
    luton: OwnArea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        FRAME + 'import time\nwhile True: send(b\'["Progress",1,0,"Reading"]\'); sys.stdout.flush(); time.sleep(0.05)'
    )
    monkeypatch.setattr(asking, "command", program(tmp_path, code))
    with pytest.raises(Unreadable, match="did not come to an end"):
        read(luton, LETTER, caps=Caps(seconds=1))


def test_a_flood_of_texts_is_stopped(luton: OwnArea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = """
one = b'["Scanned",["Unit","%s","file-name-own","",0,true,"paragraph",0,false],[]]' % (b"x" * 100_000)
while True:
    send(one)
"""
    monkeypatch.setattr(asking, "command", program(tmp_path, FRAME + code))
    with pytest.raises(Unreadable, match="makes no sense"):
        read(luton, LETTER, caps=Caps(characters=3_000_000))


def test_a_file_beyond_the_limits_says_so(luton: OwnArea) -> None:
    with pytest.raises(Unreadable, match="more than this program reads"):
        read(luton, LETTER * 10, limits=Limits(file_bytes=100))


def test_a_file_that_needs_too_much_memory_says_so(luton: OwnArea) -> None:
    with pytest.raises(Unreadable, match=r"more memory|made the program that reads it stop"):
        read(luton, b"\xff\xfe" + "ż ".encode("utf-16-le") * 60_000_000, caps=Caps(memory_bytes=300_000_000))


def test_no_error_holds_a_word_of_the_file(luton: OwnArea) -> None:
    with pytest.raises(Unreadable) as caught:
        read(luton, LETTER * 10, "Leeds.txt", limits=Limits(text_characters=20))
    assert "Leeds" not in str(caught.value) + repr(caught.value)


def test_a_second_file_is_refused_no_more_than_the_first(luton: OwnArea) -> None:
    with ReadingRoom(luton, Mode.OUT) as room:
        first = room.read(LETTER, "a.txt", heard=yes)
        assert room.read(LETTER, "a.txt", heard=yes) == first


def test_the_imported_gazetteer_is_the_one_that_is_looked_in(luton: OwnArea, tmp_path: Path) -> None:
    found = Gathered()
    found.add_name("Smallestthwaite", "place", "Craven")
    save(tmp_path, OS, found, "2026-04", date(2026, 5, 1))
    text = b"They came from Smallestthwaite by train."

    with_it = read(luton, text, names=tmp_path)
    without = read(luton, text, names=tmp_path / "nothing")

    assert [f.channel for s in with_it.scanned for f in s.findings if s.unit.text[f.start : f.end] == "Smallestthwaite"]
    assert with_it != without


def test_a_damaged_gazetteer_is_one_plain_sentence(luton: OwnArea, tmp_path: Path) -> None:
    (tmp_path / f"{OS.name}-about.gaz").write_text("rubbish", encoding="utf-8")
    with pytest.raises(Unreadable, match="gazetteer is damaged"):
        read(luton, LETTER, names=tmp_path)
