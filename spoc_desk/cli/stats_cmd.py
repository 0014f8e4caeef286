"""`stats`: the partnership's figures of a year as they may leave: small numbers hidden, the others rounded (2.7)."""

import argparse
import json
from pathlib import Path
from typing import Any

from spoc_desk.casework.figures.releasing import give_out
from spoc_desk.casework.figures.tables import FigureTable, leaving_tables
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.prints import Issued, issue, issue_table, prepare
from spoc_desk.cli import passphrase
from spoc_desk.cli.opened import opened
from spoc_desk.domain.figures import Period
from spoc_desk.domain.prints import PrintKind
from spoc_desk.errors import AlreadyExists, NotAtThisDesk
from spoc_desk.machine.files import write_atomic
from spoc_desk.vault.vault import Vault

_RUNNING = "{name} is not over: figures are there for the quarters and years that have ended."


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "stats", help="the partnership's figures of a reporting year (April to March), as they may be given out"
    )
    command.add_argument("vault", type=Path, metavar="VAULT")
    command.add_argument(
        "--year",
        type=int,
        required=True,
        metavar="Y",
        choices=range(2000, 2100),
        help="2026 is April 2026 to March 2027",
    )
    command.add_argument("--quarter", type=int, choices=range(1, 5), help="one quarter of it: 1 is April to June")
    command.add_argument("--json", action="store_true", dest="as_json")
    command.add_argument("--large", action="store_true", help="large print, 18 points, set anew")
    command.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="give them out, as a numbered copy: OUT.pdf or OUT.csv"
    )
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the tables, or give them out and write the copy."""
    if arguments.output is not None and arguments.output.exists():
        raise AlreadyExists()
    period = Period(arguments.year, arguments.quarter or 0)
    with opened(arguments) as vault:
        if not sees(vault, Sight.FIGURES):
            raise NotAtThisDesk()
        if arguments.output is not None:
            give_out(vault, period)
            issued = _issued(vault, period, arguments)
            write_atomic(arguments.output, issued.pdf)
        found = _tables(vault, period)
    if arguments.as_json:
        print(json.dumps([_as_json(one, table) for one, table in found]))
    elif arguments.output is not None:
        print(f"Copy {issued.copy.copy_no} written to {arguments.output}; it is in the print register.")
    elif not found:
        print(_RUNNING.format(name=period.name))
    else:
        for one, table in found:
            lines = ("\t".join(cells) for cells in (table.heads, *table.rows))
            print("\n".join([f"{table.title}, {one.words}", *lines, *table.notes, ""]))
    return 0


def _tables(vault: Vault, period: Period) -> list[tuple[Period, FigureTable]]:
    """Return the tables of a period; of a year that still runs, those of its quarters that have ended."""
    wanted = [period] if period.quarter or period.is_over(vault.clock.today()) else period.quarters
    return [(one, table) for one in wanted for table in leaving_tables(vault, one)]


def _as_json(period: Period, table: FigureTable) -> dict[str, object]:
    return {
        "source": table.source,
        "title": table.title,
        "period": period.name,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "heads": table.heads,
        "rows": table.rows,
        "notes": table.notes,
        "state": table.state,
    }


def _issued(vault: Vault, period: Period, arguments: argparse.Namespace) -> Issued:
    if arguments.output.suffix.lower() == ".csv":
        return issue_table(vault, period)
    return issue(vault, prepare(vault, kind=PrintKind.FIGURES, record_ids=[period.key], large_print=arguments.large))
