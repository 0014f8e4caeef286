"""Passphrases come from a file or the prompt, never from an argument or the environment."""

import argparse
from getpass import getpass
from pathlib import Path

from spoc_desk.errors import RefusedByRule, SecondKeyNeeded
from spoc_desk.vault.second_key import Secret


def add_option(command: argparse.ArgumentParser) -> None:
    """Add `--passphrase-file` to a command."""
    command.add_argument("--passphrase-file", type=Path, metavar="F", help="read the password from the first line of F")


def ask(arguments: argparse.Namespace, *, new: bool = False) -> str:
    """Return the password; a new one typed at the prompt is asked for twice."""
    if arguments.passphrase_file is not None:
        return first_line(arguments.passphrase_file)
    password = getpass("Password: ")
    if new and getpass("The same password again: ") != password:
        raise RefusedByRule("The two passwords differ. Nothing was made.")
    return password


def add_second_option(command: argparse.ArgumentParser) -> None:
    """Add `--second-passphrase-file` and `--second-recovery` to a command that two people do."""
    command.add_argument(
        "--second-passphrase-file",
        type=Path,
        metavar="F",
        help="read the password of a second person, or the code of the sheet, from the first line of F",
    )
    command.add_argument(
        "--second-recovery", action="store_true", help="the second key is the code of the recovery sheet"
    )


def ask_second(arguments: argparse.Namespace) -> Secret:
    """Return the second key. Where the first came from a file and this does not, nobody is there to be asked."""
    if arguments.second_passphrase_file is not None:
        typed = first_line(arguments.second_passphrase_file)
    elif arguments.passphrase_file is not None:
        raise SecondKeyNeeded()
    else:
        sheet = arguments.second_recovery
        typed = getpass("Code of the recovery sheet: " if sheet else "Password of a second person: ")
    return Secret.code(typed) if arguments.second_recovery else Secret.password(typed)


def first_line(path: Path) -> str:
    """Return the password in a file. Raises RefusedByRule."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedByRule("The password file cannot be read as text. Check its path.") from error
    if not lines or not lines[0]:
        raise RefusedByRule("The password file is empty. Its first line must be the password.")
    return lines[0]
