"""`backup`: one verified file in a folder you name."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from spoc_desk.casework.backups import make_backup, place_warnings
from spoc_desk.cli import passphrase
from spoc_desk.cli.opened import opened


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("backup", help="make a backup of a vault, read back and checked before it counts")
    command.add_argument("vault", type=Path, metavar="VAULT")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="a stick, or a folder on another disk")
    command.add_argument("--json", action="store_true", dest="as_json")
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the backup and say what it is called; warnings go to the other output."""
    with opened(arguments) as vault:
        for words in place_warnings(vault, arguments.folder):
            print(words, file=sys.stderr)
        made = make_backup(vault, arguments.folder, lambda *_: True)
    written = made.written
    if arguments.as_json:
        print(
            json.dumps(
                {
                    "file": written.name,
                    "bytes": written.size,
                    "sha256": written.digest,
                    "made_at": written.manifest.made_at,
                    "commit": written.manifest.commit_no,
                    "read_from_medium": written.asked_medium,
                    "removed": list(made.removed),
                }
            )
        )
        return 0
    print(f"Verified: {written.name}, {written.size:,} bytes.")
    if not written.asked_medium:
        print("This system may have answered from its memory: plug the stick in again and verify the file.")
    for name in made.removed:
        print(f"Removed, no generation needs it any more: {name}")
    return 0
