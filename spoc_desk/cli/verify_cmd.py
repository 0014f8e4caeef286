"""`verify`: is the file whole, is the audit chain unbroken, does every row match it?"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from spoc_desk.cli import passphrase
from spoc_desk.clock import SystemClock
from spoc_desk.errors import VaultTrouble
from spoc_desk.vault.lifecycle import verify


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("verify", help="check a vault's file, audit chain and every row")
    command.add_argument("vault", type=Path, metavar="VAULT")
    command.add_argument("--json", action="store_true", dest="as_json")
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print each check; return 4 when one failed."""
    report = verify(arguments.vault, passphrase.ask(arguments), SystemClock())
    if arguments.as_json:
        print(json.dumps({**asdict(report), "ok": report.ok}))
    else:
        for check in report.checks:
            print(f"{'ok  ' if check.ok else 'BAD '} {check.name}: {check.sentence}")
        print(f"{report.rows} rows, {report.entries} audit entries: {'all well' if report.ok else 'NOT well'}")
    return 0 if report.ok else VaultTrouble.exit_code
