"""`verify`: is the vault, or a backup, whole; is the audit chain unbroken; does every row match it?"""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from spoc_desk.casework.damage import Key, what_is_damaged
from spoc_desk.casework.may_see import Sight, roles_see
from spoc_desk.cli import passphrase, waiting
from spoc_desk.clock import SystemClock
from spoc_desk.errors import DatabaseDamaged, EmptyFile, VaultTrouble
from spoc_desk.vault import preauth
from spoc_desk.vault.backup_reading import try_backup
from spoc_desk.vault.backup_restore import finish
from spoc_desk.vault.check import Check
from spoc_desk.vault.lifecycle import LAST_USE, VerifyReport, verify
from spoc_desk.vault.second_key import Secret
from spoc_desk.vault.vault import utc_words

_NAMED = "what is damaged"


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "verify", help="check a vault's file, audit chain and every row, or those of a backup"
    )
    command.add_argument("vault", type=Path, metavar="VAULT", help="a vault's folder, or the file of a backup")
    command.add_argument("--recovery", action="store_true", help="what is typed is the code of the recovery sheet")
    command.add_argument("--json", action="store_true", dest="as_json")
    passphrase.add_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print each check; return 4 when one failed."""
    is_backup = arguments.vault.is_file()
    if is_backup and not arguments.recovery:
        waiting.refuse_early_for(arguments.vault, arguments.anchors)
    elif not arguments.recovery:
        waiting.refuse_early(arguments.vault)
    password = passphrase.ask(arguments)
    report = _backup(arguments, password) if is_backup else _vault(arguments, password)
    counted = roles_see(report.roles, Sight.VOLUME)
    if arguments.as_json:
        print(json.dumps(_as_plain(report, counted=counted)))
    else:
        for check in report.checks:
            print(f"{'ok  ' if check.ok else 'BAD '} {check.name}: {check.sentence}")
        words = f"{report.rows} rows, {report.entries} audit entries: " if counted else ""
        print(f"{words}{'all well' if report.ok else 'NOT well'}")
    return 0 if report.ok else VaultTrouble.exit_code


def _vault(arguments: argparse.Namespace, password: str) -> VerifyReport:
    finish(arguments.vault)
    key = Key(password, arguments.recovery)
    try:
        with preauth.counted(arguments.vault, SystemClock(), by_code=arguments.recovery):
            report = verify(arguments.vault, key.secret(), SystemClock(), anchors=arguments.anchors)
    except (DatabaseDamaged, EmptyFile) as error:
        named = what_is_damaged(arguments.vault, key, lambda *_: True)
        if not named:
            raise
        checks = (Check("database", False, str(error)), Check(_NAMED, False, named))
        return VerifyReport(checks, checked_at=utc_words(SystemClock()))
    if all(check.ok or check.name == LAST_USE for check in report.checks):  # an older copy may be whole
        return report
    named = what_is_damaged(arguments.vault, key, lambda *_: True)
    return replace(report, checks=(*report.checks, Check(_NAMED, False, named))) if named else report


def _backup(arguments: argparse.Namespace, password: str) -> VerifyReport:
    """Check a backup as a restore would; a finding of its own says of which moment it is."""
    secret = Secret.code(password) if arguments.recovery else Secret.password(password)
    tried = try_backup(arguments.vault, secret, lambda *_: True, clock=SystemClock(), memory=arguments.anchors)
    made = Check("backup", True, f"This is a whole backup of {tried.manifest.made_at}.")
    return replace(tried.report, checks=(made, *tried.report.checks), checked_at=utc_words(SystemClock()))


def _as_plain(report: VerifyReport, *, counted: bool) -> dict[str, object]:
    """Return the report for a program; how much was read is for those who see how much there is."""
    left_out = {"roles"} if counted else {"roles", "rows", "entries"}
    return {key: value for key, value in asdict(report).items() if key not in left_out} | {"ok": report.ok}
