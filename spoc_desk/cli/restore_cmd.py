"""`restore`: from a backup to a vault. A vault in the way is renamed, never overwritten, and takes a second key."""

import argparse
from pathlib import Path
from typing import Any

from spoc_desk.cli import passphrase, waiting
from spoc_desk.clock import SystemClock
from spoc_desk.vault.backup_restore import needs_second, restore
from spoc_desk.vault.second_key import Secret


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("restore", help="make the vault of a backup again")
    command.add_argument("file", type=Path, metavar="FILE", help="the backup")
    command.add_argument("folder", type=Path, metavar="NEWFOLDER", help="where the vault will lie")
    command.add_argument("--recovery", action="store_true", help="what is typed is the code of the recovery sheet")
    passphrase.add_option(command)
    passphrase.add_second_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Restore, and say of which moment it is and where the vault lies that was there before."""
    if not arguments.recovery:
        waiting.refuse_early_for(arguments.file, arguments.anchors)
    typed = passphrase.ask(arguments)
    secret = Secret.code(typed) if arguments.recovery else Secret.password(typed)
    alone = arguments.recovery or not needs_second(arguments.file, arguments.folder, arguments.anchors)
    asked = arguments.second_passphrase_file is not None or not alone
    done = restore(
        arguments.file,
        arguments.folder,
        secret,
        lambda *_: True,
        clock=SystemClock(),
        second=passphrase.ask_second(arguments) if asked else None,
        anchors=arguments.anchors,
    )
    print(f"Restored as it was on {done.manifest.made_at}. What was recorded later is not in it.")
    if done.kept_as is not None:
        print(f"The vault that was there is kept as {done.kept_as.name}.")
    return 0
