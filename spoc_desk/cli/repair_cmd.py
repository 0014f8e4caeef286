"""`repair`: put the keys of a vault back from a backup, where both copies of them are damaged."""

import argparse
from pathlib import Path
from typing import Any

from spoc_desk.casework.damage import Key, put_keys_back
from spoc_desk.cli import passphrase, waiting
from spoc_desk.clock import SystemClock


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("repair", help="put the keys of a vault back from a backup, where they fit")
    command.add_argument("vault", type=Path, metavar="VAULT")
    command.add_argument("--from", type=Path, metavar="FILE", dest="backup", required=True, help="a backup of it")
    command.add_argument("--recovery", action="store_true", help="what is typed is the code of the recovery sheet")
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Put the keys back."""
    if not arguments.recovery:
        waiting.refuse_early(arguments.vault)
    key = Key(passphrase.ask(arguments), arguments.recovery)
    put_keys_back(arguments.vault, arguments.backup, key, SystemClock())
    print("The keys are back, and fit the vault. The next unlock checks everything.")
    return 0
