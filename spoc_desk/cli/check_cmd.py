"""`check`: what in these files could tell a reader an area. Prints places and reasons, never the words themselves."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spoc_desk.cli.check_lines import check_lines, plain
from spoc_desk.cli.given_file import bytes_of
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import BadAnswer
from spoc_desk.profile.documents import load_profile
from spoc_desk.sanitise.apart.document import Document, Scanned
from spoc_desk.sanitise.apart.reading_room import ReadingRoom
from spoc_desk.sanitise.findings import Mode


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("check", help="find location leaks in documents")
    command.add_argument("files", nargs="*", type=Path, metavar="FILE")
    add_area_options(command)
    command.add_argument("--json", action="store_true", dest="as_json")
    command.add_argument("--jsonl", action="store_true", help='read {"id", "text"} lines from standard input')
    command.set_defaults(run=run)


def add_area_options(command: Any) -> None:
    """Add what decides which names are allowed."""
    command.add_argument("--mode", choices=[mode.value for mode in Mode], default=Mode.OUT.value)
    command.add_argument("--profile", default="blank", help="whose own area it is (default: nobody's)")


def run(arguments: argparse.Namespace) -> int:
    """Return 1 when anything was found or could not be read, else 0."""
    area = load_profile(arguments.profile).own_area
    mode = Mode(arguments.mode)
    if arguments.jsonl:
        return check_lines(sys.stdin, area, mode)
    if not arguments.files:
        raise BadAnswer("Name at least one file to check, or use --jsonl.")
    results = [(path, _read(path, area, mode)) for path in arguments.files]
    if arguments.as_json:
        print(json.dumps([_as_plain(path, document) for path, document in results], ensure_ascii=False))
    else:
        for path, document in results:
            _print_findings(path, document)
    return int(any(_has_any(document) for _, document in results))


def _read(path: Path, area: OwnArea, mode: Mode) -> Document:
    with ReadingRoom(area, mode) as room:
        return room.read(bytes_of(path), path.name, heard=lambda _: True)


def _has_any(document: Document) -> bool:
    return bool(document.unscannable) or any(scanned.findings for scanned in document.scanned)


def _as_plain(path: Path, document: Document) -> dict[str, object]:
    """Return one file's result. `text` numbers the texts of the file from 0; offsets count inside a text."""
    return {
        "file": str(path),
        "pages": len(document.pages),
        "texts": len(document.scanned),
        "copy": document.producer.value,
        "findings": [
            {**plain(finding), "text": number, **_where(scanned)}
            for number, scanned in enumerate(document.scanned)
            for finding in scanned.findings
        ],
        "unreadable": [
            {"file_channel": part.channel, "part": part.part, "page": part.page, "why": part.sentence}
            for part in document.unscannable
        ],
        "remarks": [
            {"file_channel": remark.channel, "part": remark.part, "page": remark.page, "what": remark.sentence}
            for remark in document.remarks
        ],
    }


def _where(scanned: Scanned) -> dict[str, object]:
    unit = scanned.unit
    return {"file_channel": unit.channel, "part": unit.part, "page": unit.page, "shown": unit.shown}


def _print_findings(path: Path, document: Document) -> None:
    count = 0
    for line in _lines(document):
        count += 1
        print(f"{path}: {line}")
    print(f"{path}: {count or 'no'} {'finding' if count == 1 else 'findings'}")


def _lines(document: Document) -> Iterator[str]:
    for scanned in document.scanned:
        for finding in scanned.findings:
            yield f"{_place(scanned, finding.start)}: {finding.severity.value}: {finding.channel}: {finding.why}"
    for part in document.unscannable:
        yield f"{f'page {part.page}: ' if part.page else ''}not readable: {part.sentence}"
    for remark in document.remarks:
        yield f"{f'page {remark.page}: ' if remark.page else ''}note: {remark.sentence}"


def _place(scanned: Scanned, start: int) -> str:
    """Return where a finding lies: page, part and channel of the file, line and column of the text."""
    unit = scanned.unit
    before = unit.text[:start]
    line, column = before.count("\n") + 1, start - before.rfind("\n")
    page = f"page {unit.page}" if unit.page else ""
    return ", ".join(part for part in (page, unit.part, f"{unit.channel} {line}:{column}") if part)
