"""`check`: what in these files could tell a reader an area. Prints places and reasons, never the words themselves."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spoc_desk.cli.check_lines import check_lines, plain
from spoc_desk.cli.given_file import bytes_of
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import UserError
from spoc_desk.profile.documents import load_profile
from spoc_desk.sanitise.apart.asking import go_on
from spoc_desk.sanitise.apart.document import Document, Scanned
from spoc_desk.sanitise.apart.reading_room import ReadingRoom
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.gazetteer.store import default_folder, load
from spoc_desk.sanitise.readers.unit import Remark, Unscannable, beside_page, place_words

Results = Iterable[tuple[Path, Document | UserError]]


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("check", help="find location leaks in documents")
    command.add_argument("files", nargs="*", type=Path, metavar="FILE")
    add_area_options(command)
    command.add_argument("--json", action="store_true", dest="as_json")
    command.add_argument("--jsonl", action="store_true", help='read {"id", "text"} lines from standard input')
    command.set_defaults(run=run, wrong_usage=command.error)


def add_area_options(command: Any) -> None:
    """Add what decides which names are allowed."""
    command.add_argument("--mode", choices=[mode.value for mode in Mode], default=Mode.OUT.value)
    command.add_argument("--profile", default="blank", help="whose own area it is (default: nobody's)")
    command.add_argument("--gazetteer", type=Path, metavar="FOLDER", help="imported names of another folder")


def run(arguments: argparse.Namespace) -> int:
    """Return 1 when anything was found or could not be read, 5 when a whole file could not be, else 0."""
    if arguments.jsonl == bool(arguments.files):
        arguments.wrong_usage("name at least one FILE, or give --jsonl and no FILE")
    area, mode = load_profile(arguments.profile).own_area, Mode(arguments.mode)
    if arguments.jsonl:
        return check_lines(sys.stdin.buffer, area, mode, load(arguments.gazetteer or default_folder()))
    results = ((path, _read(path, area, mode, arguments.gazetteer)) for path in arguments.files)
    return _print_json(results) if arguments.as_json else _print_lines(results)


def _read(path: Path, area: OwnArea, mode: Mode, names: Path | None) -> Document | UserError:
    """Return what was found in a file, or why it was not read: the others are checked all the same."""
    try:
        with ReadingRoom(area, mode, names=names) as room:
            return room.read(bytes_of(path), path.name, heard=go_on)
    except UserError as error:
        return error


def _print_json(results: Results) -> int:
    outcome = 0
    listed: list[dict[str, object]] = []
    for path, result in results:
        outcome = max(outcome, _code(result))
        if isinstance(result, UserError):
            listed.append({"file": str(path), "error": str(result)})
        else:
            listed.append(_as_plain(path, result))
    print(json.dumps(listed))
    return outcome


def _print_lines(results: Results) -> int:
    outcome = 0
    for path, result in results:
        outcome = max(outcome, _code(result))
        if isinstance(result, UserError):
            print(f"{path}: {result}", file=sys.stderr)
        else:
            _print_findings(path, result)
    return outcome


def _code(result: Document | UserError) -> int:
    return result.exit_code if isinstance(result, UserError) else int(_has_any(result))


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
    for line in _lines(document):
        print(f"{path}: {line}")
    count = sum(len(scanned.findings) for scanned in document.scanned)
    unread = len(document.unscannable)
    also = f", {unread} {'part' if unread == 1 else 'parts'} not readable" if unread else ""
    print(f"{path}: {count or 'no'} {'finding' if count == 1 else 'findings'}{also}")


def _lines(document: Document) -> Iterator[str]:
    for scanned in document.scanned:
        for finding in scanned.findings:
            yield f"{_place(scanned, finding.start)}: {finding.severity.value}: {finding.channel}: {finding.why}"
    for part in document.unscannable:
        yield f"{_beside(part)}not readable: {beside_page(part.sentence, part.page)}"
    for remark in document.remarks:
        yield f"{_beside(remark)}note: {beside_page(remark.sentence, remark.page)}"


def _beside(found: Unscannable | Remark) -> str:
    where = place_words(found.page, found.part)
    return f"{where}: " if where else ""


def _place(scanned: Scanned, start: int) -> str:
    """Return where a finding lies: page, part and channel of the file, line and column of the text."""
    unit = scanned.unit
    before = unit.text[:start]
    line, column = before.count("\n") + 1, start - before.rfind("\n")
    where = place_words(unit.page, unit.part)
    return ", ".join(part for part in (where, f"{unit.channel} {line}:{column}") if part)
