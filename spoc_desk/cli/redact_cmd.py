"""`redact`: a sanitised copy with every finding taken out, or none where the proof fails."""

import argparse
import sys
from pathlib import Path
from typing import Any

from spoc_desk.cli.check_cmd import add_area_options
from spoc_desk.cli.given_file import bytes_of
from spoc_desk.errors import AlreadyExists
from spoc_desk.machine.files import write_atomic
from spoc_desk.profile.documents import load_profile
from spoc_desk.sanitise.apart.reading_room import ReadingRoom
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.acceptance import accept_everything
from spoc_desk.sanitise.review.making import orders, proof
from spoc_desk.sanitise.review.review import Review


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("redact", help="make a copy of a document without location leaks")
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    add_area_options(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the copy and return 0; return 1 and write nothing where it does not pass every check."""
    if arguments.output.exists():
        raise AlreadyExists()
    area, mode = load_profile(arguments.profile).own_area, Mode(arguments.mode)
    with ReadingRoom(area, mode) as room:
        document = room.read(bytes_of(arguments.file), arguments.file.name, heard=lambda _: True)
        review = Review(document, mode, area)
        accept_everything(review, room.boxes)
        wanted = orders(review)
        pdf = room.make(wanted, heard=lambda _: True)
        checks = room.prove(pdf, proof(review, wanted))
    failed = [check for check in checks if not check.passed]
    for check in failed:
        print(f"failed: {check.sentence}", file=sys.stderr)
    if failed or not checks:
        print("No copy was written: it did not pass every check.", file=sys.stderr)
        return 1
    write_atomic(arguments.output, pdf)
    left_out = len(review.aside.unread)
    print(f"Copy written. {len(checks)} checks passed. {left_out or 'No'} unreadable part(s) left out.")
    return 0
