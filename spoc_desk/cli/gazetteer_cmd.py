"""`gazetteer`: import OS Open Names, schools or practices; show which names are in use; remove what was imported."""

import argparse
import sys
from pathlib import Path
from typing import Any

from spoc_desk.clock import Clock, SystemClock
from spoc_desk.sanitise.gazetteer.builtin import built_in
from spoc_desk.sanitise.gazetteer.incoming import read_source
from spoc_desk.sanitise.gazetteer.store import default_folder, imported, load, remove, save


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("gazetteer", help="import, show or remove place names")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    taking = actions.add_parser("import", help="take a file of OS Open Names, GIAS or ODS")
    taking.add_argument("file", type=Path, metavar="FILE")
    taking.set_defaults(run=_import)
    showing = actions.add_parser("show", help="show which names are in use")
    showing.set_defaults(run=_show)
    removing = actions.add_parser("remove", help="go back to the built-in names")
    removing.set_defaults(run=_remove)
    for one in (taking, showing, removing):
        one.add_argument("--out", type=Path, metavar="FOLDER", help="another folder than that of this machine")


def _folder(arguments: argparse.Namespace) -> Path:
    return arguments.out or default_folder()


def _import(arguments: argparse.Namespace) -> int:
    return take(arguments.file, _folder(arguments), SystemClock())


def take(file: Path, folder: Path, clock: Clock) -> int:
    """Import one file and say what came of it."""
    source, found, year_month = read_source(file, _say)
    known = save(folder, source, found, year_month, clock.today())
    print(f"{known.version}: {known.count:,} names. {known.attribution}")
    return 0


def _say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


def _show(arguments: argparse.Namespace) -> int:
    folder = _folder(arguments)
    names = load(folder)
    print(f"In use: {names.version}, {names.about.count:,} names.")
    print(f"Built in: {built_in().version}, {built_in().about.count:,} names.")
    for one in imported(folder):
        print(f"Imported on {one.on}: {one.version}, {one.count:,} names.")
    for line in names.about.attribution:
        print(line)
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    count = remove(_folder(arguments))
    print("The built-in names are in use." if count else "Nothing was imported. The built-in names are in use.")
    return 0
