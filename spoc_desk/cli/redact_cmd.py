"""`redact`: a sanitised copy with every finding taken out, or none where the proof fails."""

import argparse
import sys
from pathlib import Path
from typing import Any

from spoc_desk.casework.leaks import OwnWords, refuse_leaky_name
from spoc_desk.cli.check_cmd import add_area_options
from spoc_desk.cli.given_file import bytes_of
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import AlreadyExists, BadAnswer, RefusedByRule
from spoc_desk.machine.files import write_atomic
from spoc_desk.profile.documents import load_profile
from spoc_desk.sanitise.apart.asking import go_on
from spoc_desk.sanitise.apart.reading_room import ReadingRoom
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.acceptance import accept_until_clean
from spoc_desk.sanitise.review.making import orders, proof
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.waiting import About, waits


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("redact", help="make a copy of a document without location leaks")
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    add_area_options(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the copy and return 0; return 1 and write nothing where it does not pass every check."""
    area, mode = load_profile(arguments.profile).own_area, Mode(arguments.mode)
    refuse_place(arguments.output, area)
    with ReadingRoom(area, mode, names=arguments.gazetteer) as room:
        document = room.read(bytes_of(arguments.file), arguments.file.name, heard=go_on)
        review = Review(document, mode, area)
        accept_until_clean(review, room.boxes, room.look_again)
        _refuse_nothing(review)
        wanted = orders(review)
        pdf = room.make(wanted)
        checks = room.prove(pdf, proof(review, wanted))
    failed = [check for check in checks if not check.passed]
    for check in failed:
        print(f"failed: {check.sentence}", file=sys.stderr)
    if failed or not checks:
        print("No copy was written: it did not pass every check.", file=sys.stderr)
        return 1
    write_atomic(arguments.output, pdf)
    print(f"Copy written. {len(checks)} checks passed.{_left_out(review)} Nobody has looked at it: look at every page.")
    return 0


def refuse_place(output: Path, area: OwnArea) -> None:
    """Raise before the work begins where the copy could not be put, or where its name may show an area."""
    if output.exists():
        raise AlreadyExists()
    if not output.absolute().parent.is_dir():
        raise BadAnswer("The folder for the copy is not there. Make it first, or name another.")
    refuse_leaky_name(output.name, OwnWords(area))


def _refuse_nothing(review: Review) -> None:
    if not any(wait.about is About.FILE for wait in waits(review)):
        return
    if review.document.pages:
        raise RefusedByRule(
            "This file shows pictures alone, whose words no program here reads: covering them takes a person. "
            "Check it in the window, where you draw the boxes, and make the copy there."
        )
    raise RefusedByRule("Nothing of this file could be read, so nothing is left for a copy. Look at it yourself.")


def _left_out(review: Review) -> str:
    count = len(review.aside.unread)
    words = "1 part that could not be read was" if count == 1 else f"{count} parts that could not be read were"
    return f" {words} left out." if count else ""
