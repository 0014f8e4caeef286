"""`unseal`: look into a hand-over file; with --take-in, take it in."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from spoc_desk.casework.handover.answering import make_receipt, save_files
from spoc_desk.casework.handover.looking_in import Incoming, look_into
from spoc_desk.casework.handover.taking_in import TakenIn, take_in
from spoc_desk.cli import passphrase
from spoc_desk.cli.opened import opened


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("unseal", help="look into a hand-over file, and take it in")
    command.add_argument("vault", type=Path, metavar="VAULT")
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--take-in", action="store_true", help="store what it brings; without this it is only shown")
    command.add_argument("--receipt", type=Path, metavar="FOLDER", help="seal the receipt into this folder at once")
    command.add_argument("--save-files", type=Path, metavar="FOLDER", help="save the attached files into this folder")
    command.add_argument("--json", action="store_true", dest="as_json")
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prove everything, say what it is, and take it in where that was asked."""
    with opened(arguments) as vault:
        incoming = look_into(vault, path=arguments.file, told=_go_on)
        for words in incoming.warnings:
            print(words, file=sys.stderr)
        taken = take_in(vault, incoming) if arguments.take_in else None
        receipt = saved = None
        if taken is not None and arguments.save_files is not None:
            saved = save_files(vault, incoming=incoming, folder=arguments.save_files, told=_go_on)
        if taken is not None and taken.receipt_owed and arguments.receipt is not None:
            receipt = make_receipt(vault, handover_id=taken.handover_id, folder=arguments.receipt, told=_go_on)
    files = [path.name for path in saved or ()]
    if arguments.as_json:
        print(json.dumps(_plain(incoming, taken) | {"receipt": receipt and receipt.path.name, "saved": files}))
        return 0
    for line in (*_lines(incoming, taken), *(f"Saved: {name}" for name in files)):
        print(line)
    if receipt is not None:
        print(f"Receipt: {receipt.path.name}")
    return 0


def _lines(incoming: Incoming, taken: TakenIn | None) -> list[str]:
    said = [f"{incoming.kind.label} from {incoming.desk_name}, {incoming.made_words}, by {incoming.made_by}."]
    said += [f"They say: {incoming.words}"] if incoming.words else []
    for each in incoming.cases:
        came = "comes back" if each.returns else "new here"
        said.append(f"{each.line.case_ref}: {each.line.direction_words}, {each.line.state_words}, {came}.")
        said += [f"  {line.record}, {line.field or 'a new record'}" for line in each.changes]
    said += [f"{label}: {count}" for label, count in incoming.counts]
    said += [f"Attached: {file.name}, {file.size:,} bytes" for file in incoming.attachments]
    if taken is None:
        return [*said, f"Nothing was stored. Expires {incoming.expires_words}."]
    said.append(f"Taken in: {taken.new_records} new records, {taken.changed_records} changed.")
    return [*said, *taken.says, *(["A receipt is owed."] if taken.receipt_owed else [])]


def _plain(incoming: Incoming, taken: TakenIn | None) -> dict[str, object]:
    return {
        "id": incoming.manifest.bundle, "kind": incoming.kind.value, "from": incoming.desk_name,
        "made_at": incoming.manifest.made_at, "code": incoming.head_code,
        "cases": [each.line.case_ref for each in incoming.cases], "records": incoming.manifest.records,
        "files": [file.name for file in incoming.attachments], "warnings": list(incoming.warnings),
        "taken_in": taken is not None, "receipt_owed": taken is not None and taken.receipt_owed,
        "new": taken.new_records if taken else 0, "changed": taken.changed_records if taken else 0,
    }  # fmt: skip


def _go_on(_words: str, _done: int, _whole: int) -> bool:
    return True
