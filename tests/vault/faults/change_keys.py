"""Run apart by the fault tests: one change of the people of a vault, with a fault at its Nth file operation.

    python change_keys.py ACT FOLDER SCHEMA PASSWORD AT HOW STICKY

Prints the outcome as JSON; nothing where it was killed.
"""

import ctypes
import json
import sys
from contextlib import suppress
from pathlib import Path

from spoc_desk.clock import FixedClock
from spoc_desk.errors import KeysUnsure, UserError
from spoc_desk.vault import disposal, users
from spoc_desk.vault.lifecycle import open_vault, renew_recovery
from spoc_desk.vault.vault import Vault

NEW_PASSWORD = b"copper-window-field-song"


def act_on(vault: Vault, act: str) -> None:
    """Do the one change."""
    people = {holder.actor.name: holder.actor.user_id for holder in users.key_holders(vault)}
    if act == "remove":
        users.remove_user(vault, people["Leaver"])
    elif act == "add":
        users.add_user(vault, "Newcomer", frozenset({"deputy"}), NEW_PASSWORD)
    elif act == "password":
        users.change_password(vault, sys.argv[4].encode(), NEW_PASSWORD)
    elif act == "dispose":
        disposal.dispose(vault, [("notes", "n3")], lambda _tx: None)
    else:
        renew_recovery(vault)


def main() -> None:
    """Unlock, arm, act, save once more, lock."""
    act, folder, schema, password, at, how, sticky = sys.argv[1:]
    vault = open_vault(Path(folder), password, clock=FixedClock(), schema=Path(schema))
    library = ctypes.CDLL(None)
    library.nth_arm(folder.encode(), ctypes.c_long(int(at)), int(how), int(sticky))
    said, saved = "", False
    try:
        act_on(vault, act)
    except UserError as err:
        said = type(err).__name__
    counted = library.nth_counted()
    if said != KeysUnsure.__name__:
        with suppress(UserError), vault.transaction("noted") as tx:
            tx.insert("notes", {"id": "after", "body": "after"})
            saved = True
        saved = saved and bool(_stored(vault))
    vault.close()
    print(json.dumps({"said": said, "counted": counted, "saved": saved}))


def _stored(vault: Vault) -> bool:
    with suppress(UserError):
        return vault.one("SELECT 1 FROM notes WHERE id = 'after'") is not None
    return False


main()
