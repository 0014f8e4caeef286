"""Files of every kind through `check` and `redact`: which planted leaks are reported, and which survive in the copy."""

import json
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from benchmarks.leaks.engine import command, own_area
from benchmarks.leaks.files.kinds import KINDS
from benchmarks.leaks.files.pdf import SEEN_AT
from benchmarks.leaks.files.planting import Plant, Planter, load_places
from benchmarks.leaks.files.survivors import survivors
from benchmarks.leaks.texts import DATA, Partition
from spoc_desk.sanitise.apart.document import Document
from spoc_desk.sanitise.apart.reading_room import ReadingRoom
from spoc_desk.sanitise.findings import Mode

_PAGE_HEIGHT = 800  # of the visible part of the made PDF
_QUICK = ("docx", "pdf", "eml", "jpg")


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    kind: str
    plants: tuple[Plant, ...]
    missed: tuple[Plant, ...]
    survived: tuple[str, ...]
    refusal: str  # why there is no copy
    agrees: bool  # whether the command reports as many findings as the reading room


def measure(partition: Partition, *, quick: bool, data: Path | None = None) -> dict[str, object]:
    """Return for each kind of file how many leaks were planted and reported, and which survive."""
    outcomes = [
        measure_file(kind, partition.seed, data or DATA / partition.name) for kind in (_QUICK if quick else KINDS)
    ]
    return {
        "kinds": {one.kind: _row(one) for one in outcomes},
        "missed": [f"{one.kind} {plant.channel}" for one in outcomes for plant in one.missed],
        "survived": [f"{one.kind} {place}" for one in outcomes for place in one.survived],
        "refused": [f"{one.kind}: {one.refusal}" for one in outcomes if one.refusal],
        "command_agrees": all(one.agrees for one in outcomes),
    }


def measure_file(kind: str, seed: int, data: Path) -> Outcome:
    """Make one file, read it through both faces, make its copy and search that."""
    rng = random.Random(f"{seed}/{kind}")
    places = load_places(data)
    rng.shuffle(places)
    planter = Planter(places, rng)
    name = f"from {planter.name('file-name')}.{kind}"
    content = KINDS[kind](planter)
    with tempfile.TemporaryDirectory() as folder:
        source, copy = Path(folder) / name, Path(folder) / "copy.pdf"
        source.write_bytes(content)
        with ReadingRoom(own_area(), Mode.LOCAL) as room:
            document = room.read(content, name, heard=lambda _: True)
        told = command(["check", str(source), "--mode", "local", "--json"])
        done = command(["redact", str(source), "-o", str(copy), "--mode", "local"])
        made = copy.read_bytes() if copy.exists() else b""
    plants = tuple(planter.plants)
    return Outcome(
        kind,
        plants,
        tuple(plant for plant in plants if not is_reported(plant, document)),
        tuple(left_in(kind, made, plants)) if made else (),
        "" if made else (done.stderr.strip().splitlines() or ["no word"])[-1],
        _findings(told.stdout) == sum(len(one.findings) for one in document.scanned),
    )


def is_reported(plant: Plant, document: Document) -> bool:
    """Return whether a finding lies on the leak, in some text that was read from the file."""
    if plant.finds:
        return any(found.channel == plant.finds for one in document.scanned for found in one.findings)
    for scanned in document.scanned:
        text, place = scanned.unit.text.lower(), plant.place.lower()
        start = text.find(place)
        while start >= 0:
            if any(found.start < start + len(place) and start < found.end for found in scanned.findings):
                return True
            start = text.find(place, start + 1)
    return False


def left_in(kind: str, copy: bytes, plants: tuple[Plant, ...]) -> list[str]:
    """Return the places of the file whose leak is still in the copy: as bytes, as text, or as a picture of it."""
    terms = {term: plant.channel for plant in plants for term in (plant.place, plant.code) if term}
    left = {terms[term] for term in survivors(copy, terms)}
    return sorted(left | ({place for place in SEEN_AT if not _is_covered(copy, place)} if kind == "pdf" else set()))


def _is_covered(copy: bytes, place: str) -> bool:
    """Return whether the part of the page where the words stood is of one colour in the copy."""
    left, bottom, right, top = SEEN_AT[place]
    document = pypdfium2.PdfDocument(copy)
    picture = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    part = picture.crop(
        (int(left * 2), int((_PAGE_HEIGHT - top) * 2), int(right * 2), int((_PAGE_HEIGHT - bottom) * 2))
    )
    dark, light = part.getextrema()
    return light - dark < 32


def _findings(told: str) -> int:
    return sum(len(one["findings"]) for one in json.loads(told)) if told.strip() else -1


def _row(outcome: Outcome) -> dict[str, int]:
    return {
        "planted": len(outcome.plants),
        "reported": len(outcome.plants) - len(outcome.missed),
        "survivors": len(outcome.survived),
        "copies": int(not outcome.refusal),
        "files": 1,
    }
