"""`stats`: counts of a year as they may leave: small numbers hidden, the others rounded (domain 2.7)."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.relay.figures import leaving
from spoc_desk.casework.relay.print_figures import figures_pdf
from spoc_desk.cli import passphrase
from spoc_desk.cli.opened import opened
from spoc_desk.errors import AlreadyExists, NotAtThisDesk
from spoc_desk.machine.files import write_atomic


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("stats", help="RELAY in figures of one year, as they may be given out")
    command.add_argument("vault", type=Path, metavar="VAULT")
    command.add_argument("--year", type=int, required=True, metavar="Y", choices=range(2000, 2100))
    command.add_argument("--json", action="store_true", dest="as_json")
    command.add_argument("--large", action="store_true", help="large print, 18 points, set anew")
    command.add_argument("-o", "--output", type=Path, metavar="OUT.pdf", help="write them as a PDF instead")
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the tables, or write them as a PDF."""
    if arguments.output is not None and arguments.output.exists():
        raise AlreadyExists()
    first, last = date(arguments.year, 1, 1), date(arguments.year, 12, 31)
    with opened(arguments) as vault:
        if not sees(vault, Sight.RELAY):
            raise NotAtThisDesk()
        tables = leaving(vault, first, last)
        if arguments.output is not None:
            write_atomic(arguments.output, figures_pdf(vault, first, last, large_print=arguments.large))
    if arguments.as_json:
        print(json.dumps([
            {"title": each.title, "heads": each.heads, "rows": each.rows, "notes": each.notes} for each in tables
        ]))  # fmt: skip
    elif arguments.output is not None:
        print(f"Figures written to {arguments.output}")
    else:
        for each in tables:
            print("\n".join([each.title, *("\t".join(cells) for cells in (each.heads, *each.rows)), *each.notes, ""]))
    return 0
