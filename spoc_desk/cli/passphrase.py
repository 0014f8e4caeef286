"""Passphrases come from a file or the prompt, never from an argument or the environment."""

import argparse
from getpass import getpass
from pathlib import Path

from spoc_desk.errors import RefusedByRule


def add_option(command: argparse.ArgumentParser) -> None:
    """Add `--passphrase-file` to a command."""
    command.add_argument("--passphrase-file", type=Path, metavar="F", help="read the password from the first line of F")


def ask(arguments: argparse.Namespace, *, new: bool = False) -> str:
    """Return the password; a new one typed at the prompt is asked for twice."""
    if arguments.passphrase_file is not None:
        return _first_line(arguments.passphrase_file)
    password = getpass("Password: ")
    if new and getpass("The same password again: ") != password:
        raise RefusedByRule("The two passwords differ. Nothing was made.")
    return password


def _first_line(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedByRule("The password file cannot be read as text. Check its path.") from error
    if not lines or not lines[0]:
        raise RefusedByRule("The password file is empty. Its first line must be the password.")
    return lines[0]
