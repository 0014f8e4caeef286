"""`check`: what in these texts could tell a reader an area. Prints places and reasons, never the words themselves."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import BadAnswer
from spoc_desk.profile.documents import load_profile
from spoc_desk.sanitise.findings import Finding, Mode
from spoc_desk.sanitise.scan import scan

# A text of this size takes seconds; a larger one is a mistake or an attack.
_MOST_BYTES = 20_000_000


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("check", help="find location leaks in text files")
    command.add_argument("files", nargs="*", type=Path, metavar="FILE")
    command.add_argument("--mode", choices=[mode.value for mode in Mode], default=Mode.OUT.value)
    command.add_argument("--profile", default="blank", help="whose own area is allowed (default: nobody's)")
    command.add_argument("--json", action="store_true", dest="as_json")
    command.add_argument("--jsonl", action="store_true", help='read {"id", "text"} lines from standard input')
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Return 1 when anything was found, else 0."""
    area = load_profile(arguments.profile).own_area
    mode = Mode(arguments.mode)
    if arguments.jsonl:
        return _check_lines(sys.stdin, area, mode)
    if not arguments.files:
        raise BadAnswer("Name at least one file to check, or use --jsonl.")
    results = [(path, _scan_file(path, area, mode)) for path in arguments.files]
    if arguments.as_json:
        print(json.dumps([{"file": str(path), "findings": _plain(found)} for path, (_, found) in results]))
    else:
        for path, (text, found) in results:
            _print_findings(path, text, found)
    return int(any(found for _, (_, found) in results))


def _scan_file(path: Path, area: OwnArea, mode: Mode) -> tuple[str, tuple[Finding, ...]]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadAnswer(f"A file is larger than {_MOST_BYTES // 1_000_000} MB. Split it and check the parts.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadAnswer("A file cannot be opened. Check its path and your permission.") from error
    except UnicodeDecodeError as error:
        raise BadAnswer("A file is not plain text (UTF-8), so it was not checked. It may still leak.") from error
    return text, scan(text, area, mode)


def _print_findings(path: Path, text: str, found: Iterable[Finding]) -> None:
    findings = tuple(found)
    for finding in findings:
        line = text.count("\n", 0, finding.start) + 1
        column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
        print(f"{path}:{line}:{column}: {finding.severity.value}: {finding.channel}: {finding.why}")
    print(f"{path}: {len(findings) or 'no'} {'finding' if len(findings) == 1 else 'findings'}")


def _check_lines(lines: Iterable[str], area: OwnArea, mode: Mode) -> int:
    any_found = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            key, text = entry["id"], entry["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise BadAnswer(f'Line {number} is not {{"id": …, "text": …}}.') from error
        if not isinstance(text, str):
            raise BadAnswer(f"The text in line {number} is not a text.")
        found = scan(text, area, mode)
        any_found = any_found or bool(found)
        print(json.dumps({"id": key, "findings": _plain(found)}), flush=False)
    return int(any_found)


def _plain(found: Iterable[Finding]) -> list[dict[str, object]]:
    return [{"start": f.start, "end": f.end, "channel": f.channel, "severity": f.severity.value} for f in found]
