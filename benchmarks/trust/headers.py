"""The header broken in every way: the corpus, every bit, every length, costs that would stop the computer."""

import time
import tracemalloc
from collections.abc import Iterable, Iterator

from benchmarks.trust import corpus
from benchmarks.trust.corpus import BOMBS, Sample, changed, opened_with
from benchmarks.trust.options import Options
from benchmarks.trust.tally import Fault, Kind, Tally
from benchmarks.trust.works import derive_at_once
from spoc_desk.errors import Damaged, EmptyFile, NotAVault, UserError
from spoc_desk.machine.faults import place_of
from spoc_desk.vault import header

BOMB_SECONDS = 0.05
BOMB_BYTES = 1024 * 1024


def run(options: Options) -> Iterator[Tally]:
    """Run all of them; each is quick enough to be run whole every time."""
    derive_at_once()
    whole = corpus.sample()
    step = 1 if not options.points else max(1, len(whole.raw) * 8 // (options.points * 40))
    yield bad_headers(whole)
    yield flipped("header: one bit changed", ((at, flip(whole.raw, at)) for at in _bits(whole, step)))
    fitting = ((at, flip(whole.raw, at, fitting=True)) for at in _bits(whole, step) if at // 8 < len(whole.raw) - 64)
    yield flipped("header: one bit changed, hash repaired", fitting)
    yield cut(whole)
    yield bombs(whole)


def bad_headers(whole: Sample) -> Tally:
    """Open every header of the corpus: each ends in its own class of error."""
    tally = Tally("header: corpus of bad headers")
    for bad in corpus.corpus(whole):
        tally.add(_faults(bad.raw, bad.expected), at=bad.name)
        tally.refused += 1
    return tally


def _faults(raw: bytes, expected: object) -> Iterator[Fault]:
    try:
        found = opened_with(raw)
    except Exception as err:  # noqa: BLE001  (that is what is looked for)
        yield Fault(Kind.RAW, place_of(err))
        return
    if found == "opened":
        yield Fault(Kind.SILENT, "it is accepted")
    elif expected is not None and found != expected:
        yield Fault(Kind.WRONG, f"it ends in {found} instead of {expected}")


def _bits(whole: Sample, step: int) -> range:
    return range(0, len(whole.raw) * 8, step)


def flip(raw: bytes, bit: int, *, fitting: bool = False) -> bytes:
    """Return a header with one bit changed; *fitting*: and the plain hash that fits it."""
    broken = bytearray(raw)
    broken[bit // 8] ^= 1 << bit % 8
    if fitting:
        broken[-64:-32] = corpus.hashlib.sha256(bytes(broken[:-64])).digest()
    return bytes(broken)


def flipped(name: str, broken: Iterable[tuple[int, bytes]]) -> Tally:
    """Open headers with a bit changed: none is accepted."""
    tally = Tally(name)
    for at, raw in broken:
        tally.add(_faults(raw, None), at=f"bit {at}")
        tally.refused += 1
    return tally


def cut(whole: Sample) -> Tally:
    """Open the header cut at every length."""
    tally = Tally("header: cut at every length")
    for length in range(len(whole.raw)):
        expected = EmptyFile if not length else NotAVault if length < 8 else Damaged
        tally.add(_faults(whole.raw[:length], expected), at=f"{length} bytes")
        tally.refused += 1
    return tally


def bombs(whole: Sample) -> Tally:
    """Refuse costs that would stop the computer, at once and without memory."""
    tally = Tally("header: costs that would stop the computer")
    for key, number in BOMBS:
        raw = changed(whole.raw, lambda v, k=key, n=number: v["slots"][0]["kdf"].update({k: n}))  # type: ignore[misc]
        tally.add(_bomb_faults(raw), at=f"{key} {number}")
        tally.refused += 1
    return tally


def _bomb_faults(raw: bytes) -> Iterator[Fault]:
    tracemalloc.start()
    started = time.process_time()
    try:
        header.parse(raw)
        yield Fault(Kind.SILENT, "it is accepted")
    except Damaged:
        pass
    except UserError as err:
        yield Fault(Kind.WRONG, type(err).__name__)
    took = time.process_time() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    if took > BOMB_SECONDS or peak > BOMB_BYTES:
        yield Fault(Kind.WRONG, f"it took {took * 1000:.0f} ms and {peak} bytes to refuse it")
