"""Feed each parser with changed input for as long as was asked; count what is no sentence.

python3 packaging/dev.py bench trust --only=fuzz --fuzz-seconds=3600

Inputs are whole ones, changed: bits, bytes, numbers at their limits, words of the format, pieces put in, taken out,
said again, two inputs joined. Each parser runs in a process of its own, which may take 300 MB more than it starts with
and five seconds for one input.
"""

import random
import resource
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.trust.forked import Heard, Say, forked
from benchmarks.trust.options import Options
from benchmarks.trust.parsers import Accepted, Parser, as_words, parsers
from benchmarks.trust.session import make_vault
from benchmarks.trust.tally import Fault, Kind, Tally
from benchmarks.trust.works import PASSWORD, derive_at_once
from spoc_desk.clock import FixedClock
from spoc_desk.errors import UserError
from spoc_desk.machine.faults import place_of
from spoc_desk.vault.lifecycle import open_vault

MOST_MEMORY = 300 * 1024 * 1024
MOST_SECONDS = 5
_USUAL_SECONDS = 4.0
_SAID_EACH = 500
_LONGEST = 200_000
_WORDS = (
    b"\0", b"\xff", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"-1", b"0", b"9" * 400, b"1e999", b"NaN",
    b"null", b"true", b"[" * 3000, b"{" * 50, b'"', b"\\u0000", b"\\ud800", b"\xef\xbb\xbf", b"\r\n", b"\n", b",", b";",
    b"\t", b"=cmd|' /c'!A0", b"\xe2\x80\xae", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"SPOCVLT1", b"SPOCBAK1",
    b"[[level]]", b"'''", b"=", b"1979-05-27T07:32:00Z", b"A" * 5000,
)  # fmt: skip


def changed(parser: Parser, chance: random.Random) -> bytes:
    """Return a changed input."""
    raw = bytearray(chance.choice(parser.seeds))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        chance.choice(_CHANGES)(raw, parser, chance)
    made = bytes(raw[:_LONGEST])
    return parser.mend(made) if parser.mend is not None and chance.random() < 0.7 else made


def _bit(raw: bytearray, _: Parser, chance: random.Random) -> None:
    if raw:
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)


def _byte(raw: bytearray, _: Parser, chance: random.Random) -> None:
    if raw:
        raw[chance.randrange(len(raw))] = chance.randrange(256)


def _out(raw: bytearray, _: Parser, chance: random.Random) -> None:
    at = chance.randrange(len(raw) + 1)
    del raw[at : at + chance.choice((1, 2, 8, 64, 4096))]


def _again(raw: bytearray, _: Parser, chance: random.Random) -> None:
    at = chance.randrange(len(raw) + 1)
    raw[at:at] = raw[at : at + chance.choice((1, 4, 32, 512))] * chance.choice((1, 2, 50))


def _word(raw: bytearray, _: Parser, chance: random.Random) -> None:
    at, word = chance.randrange(len(raw) + 1), chance.choice(_WORDS)
    raw[at : at + (len(word) if chance.random() < 0.5 else 0)] = word


def _number(raw: bytearray, _: Parser, chance: random.Random) -> None:
    size = chance.choice((1, 2, 4, 8))
    at = chance.randrange(max(1, len(raw) - size))
    value = chance.choice((0, 1, 2 ** (8 * size) - 1, 2 ** (8 * size - 1), chance.randrange(2 ** (8 * size))))
    raw[at : at + size] = value.to_bytes(size, chance.choice(("big", "little")))


def _joined(raw: bytearray, parser: Parser, chance: random.Random) -> None:
    other = chance.choice(parser.seeds)
    raw[chance.randrange(len(raw) + 1) :] = other[chance.randrange(len(other) + 1) :]


_CHANGES: tuple[Callable[[bytearray, Parser, random.Random], None], ...] = (
    _bit, _bit, _byte, _out, _again, _word, _word, _number, _joined,
)  # fmt: skip


def run(options: Options) -> Iterator[Tally]:
    """Feed one parser after the other."""
    derive_at_once()
    make_vault(options.room / "vault")
    vault = open_vault(options.room / "vault", PASSWORD, clock=FixedClock())
    for parser in parsers(options.room, vault):
        yield one(parser, options.seconds or _USUAL_SECONDS, seed=1)
    vault.close()


def one(parser: Parser, seconds: float, *, seed: int) -> Tally:
    """Feed one parser in a process of its own."""
    tally = Tally(f"parser: {parser.name}")
    started = time.perf_counter()
    heard = forked(lambda say: _feed(parser, seconds, seed, say))
    tally.seconds = time.perf_counter() - started
    tally.points = _last(heard, "fed")
    tally.refused = _last(heard, "refused")
    for kind, word in heard.words:
        if kind in set(Kind):
            tally.kinds[kind] += 1
            tally.examples.append(f"{kind}: {word}")
    for word in (*heard.raw, *(["it was killed"] if heard.killed else [])):
        tally.kinds[Kind.RAW] += 1
        tally.examples.append(f"{Kind.RAW}: {word}")
    del tally.examples[8:]
    return tally


def _last(heard: Heard, kind: str) -> int:
    return max((int(word) for word in heard.of(kind)), default=0)


def _feed(parser: Parser, seconds: float, seed: int, say: Say) -> None:
    _limit_memory()
    signal.signal(signal.SIGALRM, _too_long)
    chance, end = random.Random(seed), time.monotonic() + seconds
    fed = refused = 0
    for raw in parser.seeds:
        for fault in faults(parser, raw):
            if fault is not REFUSED:
                say(fault.kind, f"{fault.words} {as_words(raw)}")
    while time.monotonic() < end:
        raw = changed(parser, chance)
        fed += 1
        for fault in faults(parser, raw):
            if fault is REFUSED:
                refused += 1
            else:
                say(fault.kind, f"{fault.words} {as_words(raw)}")
        if fed % _SAID_EACH == 0:
            say("fed", str(fed))
            say("refused", str(refused))
    say("fed", str(fed))
    say("refused", str(refused))


REFUSED = Fault(Kind.WRONG, "refused with a sentence, which is right")


def faults(parser: Parser, raw: bytes) -> Iterator[Fault]:
    """Feed one input; yield what was wrong, or REFUSED."""
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        parser.feed(raw)
    except UserError:
        yield REFUSED
    except Accepted:
        yield Fault(Kind.SILENT, "it is accepted")
    except Exception as err:  # noqa: BLE001  (that is what is looked for)
        yield Fault(Kind.RAW, place_of(err))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _too_long(_number: int, _frame: object) -> None:
    raise TimeoutError


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
