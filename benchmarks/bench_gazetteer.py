"""What importing the real registers costs, and what the leak checker finds with them.

Writes files of their layouts and size with invented names, and in them the names of the prose of `data/`, as a register
has them; imports them through the command, and scans the prose with and without.

python benchmarks/bench_gazetteer.py [--rows=3000000] [--sets=dev10,dev11,dev12] [--folder=DIR]
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.leaks import measures, registers, scoring, texts
from benchmarks.leaks.engine import ROOT, own_area
from benchmarks.leaks.marked import Document, read_paragraphs
from benchmarks.leaks.scoring import Seen
from spoc_desk.sanitise.findings import Mode, Severity
from spoc_desk.sanitise.gazetteer.builtin import built_in
from spoc_desk.sanitise.gazetteer.names import Names
from spoc_desk.sanitise.gazetteer.store import load
from spoc_desk.sanitise.scan import scan

_TAUGHT = frozenset({"school", "nursery", "college", "primary", "secondary"})
_TREATED = frozenset({"surgery", "clinic", "hospital", "health"})
_SCHOOLS, _PRACTICES = 52_000, 20_000


def main() -> None:
    """Write, import, load, scan; print one line for each."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as kept:
        folder = Path(kept)
        documents = {name: _documents(name) for name in options.sets.split(",")}
        found = [document for several in documents.values() for document in several]
        for path in _written(folder, found, options.rows):
            _import(path, folder / "gazetteer")
        built_in()
        names, seconds = _loaded(folder / "gazetteer")
        print(f"loaded in {seconds * 1000:.0f} ms: {names.about.count:,} names")
        for name, several in documents.items():
            print(name, "built in:", _recall(name, several, built_in()), "| imported:", _recall(name, several, names))


def _documents(name: str) -> list[Document]:
    data = texts.DATA / name
    return [
        *read_paragraphs(data / "prose_leaking.txt", "leaking prose"),
        *read_paragraphs(data / "prose_neutral.txt", "neutral prose"),
    ]


def _written(folder: Path, documents: Sequence[Document], rows: int) -> list[Path]:
    """Write the three files and return where they lie."""
    given: dict[str, dict[str, None]] = {"places": {}, "schools": {}, "practices": {}}
    for document in documents:
        for truth in document.truths:
            kind = "schools" if truth.channel in _TAUGHT else "practices" if truth.channel in _TREATED else "places"
            written = document.text[truth.start : truth.end].removeprefix("the ")
            given[kind][written.title() if written.islower() else written] = None
    rng = random.Random(3)
    paths = [folder / "opname_csv_gb.zip", folder / "edubasealldata.csv", folder / "epraccur.csv"]
    started = time.perf_counter()
    counts = [
        registers.write_open_names(paths[0], rows, list(given["places"]), rng),
        registers.write_schools(paths[1], _SCHOOLS, list(given["schools"]), rng),
        registers.write_practices(paths[2], _PRACTICES, list(given["practices"]), rng),
    ]
    sizes = [path.stat().st_size / 1e6 for path in paths]
    print(f"written in {time.perf_counter() - started:.0f} s:", *map(_size, paths, counts, sizes))
    return paths


def _size(path: Path, count: int, size: float) -> str:
    return f"{path.name} {count:,} rows, {size:.0f} MB;"


def _import(path: Path, folder: Path) -> None:
    """Import one file in a process of its own, as a person does, and print what it took."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [sys.executable, "-m", "spoc_desk", "gazetteer", "import", str(path), "--out", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = (done.stdout or done.stderr).strip().splitlines()[-1:]
    print(
        f"{path.name}: {time.perf_counter() - started:.1f} s, {used.ru_utime - before:.1f} s of the processor, "
        f"at most {used.ru_maxrss / 1024:.0f} MB so far: {' '.join(answer)}"
    )


def _loaded(folder: Path) -> tuple[Names, float]:
    started = time.perf_counter()
    names = load(folder)
    return names, time.perf_counter() - started


def _recall(name: str, documents: Sequence[Document], names: Names) -> str:
    """Return how many names are touched, and the false alarms on a page without any."""
    area = own_area()
    pairs = [
        (
            document,
            [
                Seen(one.start, one.end, one.channel, one.severity is Severity.HIGH)
                for one in scan(document.text, area, Mode.LOCAL, names)
            ],
        )
        for document in documents
    ]
    score = scoring.score(pairs)
    tally = measures.grouped(score.prose, texts.DATA / name)["names"]
    alarms = score.a_page(score.false_high, "neutral prose") + score.a_page(score.false_low, "neutral prose")
    return f"{tally.touched}/{tally.total} = {100 * tally.share(tally.touched):.1f} %, {alarms:.2f} false alarms a page"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=3_000_000)
    parser.add_argument("--sets", default="dev10,dev11,dev12")
    parser.add_argument("--folder", type=Path, help="where the files are written (default: the temporary folder)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
