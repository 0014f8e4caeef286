"""How well and how fast the leak checker works: texts and files with known leaks, in all that a record may hide.

python benchmarks/bench_leaks.py [--quick] [--json] [--heldout] [--data=FOLDER] [--seed=N] [--texts-only]
    [--misses=FILE] [--peers=VENV]
"""

import argparse
import json
from pathlib import Path

from benchmarks.leaks import measures, misses, scoring, speed, table, texts
from benchmarks.leaks.engine import own_area, seen_in
from benchmarks.leaks.files import measuring, sizes
from benchmarks.leaks.peers import compare
from spoc_desk.sanitise.findings import Mode

ROUNDS = 8


def main() -> None:
    """Measure and print one table, or the same as data."""
    options = _options()
    name = "heldout" if options.heldout else "dev"
    partition = texts.load_partition(name, options.data, options.seed)
    documents = texts.make_texts(partition, 2 if options.quick else ROUNDS)
    area = own_area()
    seen = [seen_in(document.text, area, Mode.LOCAL) for document in documents]
    score = scoring.score(zip(documents, seen, strict=True))
    result = {
        "partition": str(options.data or name),
        "texts": measures.as_data(score, options.data or texts.DATA / name),
        "speed": _speeds(partition, documents, seen, quick=options.quick),
    }
    if not options.texts_only:
        result["files"] = measuring.measure(partition, quick=options.quick, data=options.data)
        result["raster_pages_a_second"] = round(sizes.raster_speed(partition), 1)
        result["long_files"] = sizes.memory(partition, (50, 150) if options.quick else (200, 2000))
    if options.peers:
        result["peers"] = compare(
            options.peers, documents, speed.as_pages(partition.neutral + partition.leaking), score
        )
    if options.misses:
        options.misses.write_text(misses.as_text(score), encoding="utf-8")
    print(json.dumps(result, indent=1, ensure_ascii=False) if options.as_json else table.as_table(result))


def _speeds(
    partition: texts.Partition, documents: list[texts.Document], seen: list[list[scoring.Seen]], *, quick: bool
) -> dict[str, str]:
    """Return the speeds as they are shown, and whether both faces find the same."""
    most = 1_000 if quick else 10_000
    rate, found = speed.command_speed((documents * 2)[:most])
    scanned = speed.scan_speed(partition.neutral + partition.leaking, 2 if quick else 6)
    return {
        "prose pages a second and core": f"{scanned:,.0f}",
        "check --jsonl, texts a second": f"{rate:,.0f}",
        f"the same in {len(found):,} texts": "yes" if found == (seen * 2)[:most] else "NO",
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a small measurement, under 40 seconds")
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--heldout", action="store_true", help="the partition that no detector was tuned on")
    parser.add_argument("--data", type=Path, help="another folder with the layout of benchmarks/leaks/data/dev")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--texts-only", action="store_true")
    parser.add_argument("--misses", type=Path, help="write what went wrong, with examples, to this file")
    parser.add_argument("--peers", type=Path, help="a virtual environment with presidio-analyzer or scrubadub")
    return parser.parse_args()


if __name__ == "__main__":
    main()
