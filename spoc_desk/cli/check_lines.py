"""`check --jsonl`: one text a line in, its findings a line out; ten thousand texts in one process."""

import json
import sys
from collections.abc import Iterable

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import BadAnswer
from spoc_desk.sanitise.findings import Finding, Mode
from spoc_desk.sanitise.gazetteer.names import Names
from spoc_desk.sanitise.scan import scan


def check_lines(lines: Iterable[bytes], area: OwnArea, mode: Mode, names: Names) -> int:
    """Print {"id", "findings"} for each {"id", "text"}; offsets count characters of the text. Return 1 for findings.

    Raises:
        BadAnswer: a line is something else. Those before it are answered.
    """
    any_found = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        key, text = _entry(number, line)
        found = scan(text, area, mode, names)
        any_found = any_found or bool(found)
        sys.stdout.write(json.dumps({"id": key, "findings": [plain(finding) for finding in found]}) + "\n")
    return int(any_found)


def plain(finding: Finding) -> dict[str, object]:
    """Return a finding as it is printed: never the words themselves."""
    return {
        "start": finding.start,
        "end": finding.end,
        "channel": finding.channel,
        "severity": finding.severity.value,
    }


def _entry(number: int, line: bytes) -> tuple[object, str]:
    try:
        entry = json.loads(line.decode("utf-8-sig"))
        key, text = entry["id"], entry["text"]
    except UnicodeDecodeError:
        raise BadAnswer(f"Line {number} is not text in UTF-8.") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadAnswer(f'Line {number} is not {{"id": …, "text": …}}.') from None
    if not isinstance(text, str):
        raise BadAnswer(f"The text in line {number} is not a text.")
    return key, text
