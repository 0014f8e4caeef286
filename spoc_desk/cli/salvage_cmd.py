"""`salvage`: what can still be read of a damaged vault, as a new vault in another folder."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from spoc_desk.casework import damage
from spoc_desk.casework.damage import Beside, Key
from spoc_desk.casework.damage_words import DamageWords
from spoc_desk.cli import passphrase, waiting
from spoc_desk.clock import SystemClock
from spoc_desk.errors import RefusedByRule

_FINDINGS = 1


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("salvage", help="make a new vault of what can be read of a damaged one")
    command.add_argument("vault", type=Path, metavar="VAULT", help="the damaged vault; nothing in it is changed")
    command.add_argument("--into", type=Path, metavar="FOLDER", help="where the new vault will lie; an empty place")
    command.add_argument("--look", action="store_true", help="only say what a salvage would bring back")
    command.add_argument("--backup", type=Path, metavar="FILE", help="a backup to compare with and to fill gaps from")
    command.add_argument(
        "--backup-passphrase-file", type=Path, metavar="F", help="what opens the backup, where that is another password"
    )
    command.add_argument("--recovery", action="store_true", help="what is typed is the code of the recovery sheet")
    command.add_argument("--json", action="store_true", dest="as_json")
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Say what was found; return 1 where something is missing or not sure."""
    if arguments.look == (arguments.into is not None):
        raise RefusedByRule("Say either where the new vault will lie (--into), or only look (--look).")
    if not arguments.recovery:
        waiting.refuse_early(arguments.vault)
    key = Key(passphrase.ask(arguments), arguments.recovery)
    beside = None
    if arguments.backup is not None:
        other = arguments.backup_passphrase_file
        beside = Beside(arguments.backup, Key(passphrase.first_line(other)) if other is not None else None)
    words = _words(arguments, key, beside)
    _say(words, made=not arguments.look, as_json=arguments.as_json)
    return 0 if words.is_whole else _FINDINGS


def _words(arguments: argparse.Namespace, key: Key, beside: Beside | None) -> DamageWords:
    if arguments.look:
        return damage.look(arguments.vault, key, lambda *_: True, clock=SystemClock(), beside=beside)[0]
    return damage.save(
        arguments.vault, key, lambda *_: True, clock=SystemClock(), beside=beside, into=arguments.into
    ).words


def _say(words: DamageWords, *, made: bool, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(words) | {"made": made}))
        return
    print(words.headline)
    for line in words.hurt:
        print(f"  {line.label}: {line.whole} whole, {line.unsure} not sure, {line.missing} missing")
    for each in words.references:
        print(f"  {each.reference}: {each.words}")
    for remark in (*words.remarks, words.backup, words.advice):
        if remark:
            print(remark)
    if made:
        print("The new vault is whole and opens. The damaged one is as it was: keep it.")
