"""Changes of keys: a person removed, a sheet renewed, a password changed, a person added; and the header alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from benchmarks.trust import small
from benchmarks.trust.forked import Heard, Say
from benchmarks.trust.tally import Fault, Kind
from benchmarks.trust.works import PASSWORD, Work, at_home, checked, closed, remembered, step
from spoc_desk.clock import FixedClock
from spoc_desk.errors import KeysUnsure, UserError, WrongPassword, WrongRecoveryCode
from spoc_desk.vault import generations, header_files, users
from spoc_desk.vault.lifecycle import open_vault, renew_recovery
from spoc_desk.vault.recovery import parse
from spoc_desk.vault.vault import Vault

LEAVER, STAYER, NEW = "leaver-harbour-tin-lantern", "stayer-window-field-song", "copper-window-field-song"
_UNSURE = KeysUnsure.__name__


class ChangeOfKeys(Work):
    """One change; the person at the desk then saves once more and locks."""

    act_name: ClassVar[str]

    def lay_out(self, disk: Path) -> None:
        """Three people, a sheet, some notes."""
        self.schema = small.schema_of(disk.parent)
        vault, code = small.make_vault(disk / "vault", self.schema)
        self.sheet = code.text
        for name, password in (("Leaver", LEAVER), ("Stayer", STAYER)):
            users.add_user(vault, name, frozenset({"deputy"}), password.encode())
        vault.close()

    def act(self, disk: Path, say: Say) -> None:
        """Change the keys, save, lock."""
        at_home(disk)
        vault = self._open(disk, PASSWORD)
        try:
            done = step(say, "change", lambda: self._change(vault, say), again=False)
            if done or not vault.database.is_closed:
                step(say, "after", lambda: _save_once_more(vault), again=False)
        finally:
            vault.close()

    def _change(self, vault: Vault, say: Say) -> None:
        people = {holder.actor.name: holder.actor.user_id for holder in users.key_holders(vault)}
        if self.act_name == "remove":
            users.remove_user(vault, people["Leaver"])
        elif self.act_name == "add":
            users.add_user(vault, "Newcomer", frozenset({"deputy"}), NEW.encode())
        elif self.act_name == "password":
            users.change_password(vault, PASSWORD.encode(), NEW.encode())
        else:
            say("sheet", renew_recovery(vault).text)

    def judge(self, disk: Path, heard: Heard, say: Say) -> Iterator[Fault]:
        """Everybody who should get in does, nobody else; one generation; nothing recorded is lost."""
        at_home(disk)
        try:
            vault = self._open(disk, STAYER)
        except UserError as err:
            yield Fault(Kind.LOST, f"the vault does not open: {type(err).__name__}")
            return
        saved, told = heard.of("saved"), heard.of("told")
        yield from small.wrong_notes(vault, least=("after",) if "after" in saved else ())
        yield from checked(vault)
        names = {holder.actor.name for holder in users.key_holders(vault)}
        closed(vault)
        if len(generations.present(disk / "vault")) != 1:
            yield Fault(Kind.WRONG, "two generations of the database lie there")
        yield from self._ways_in(disk, names, done="change" in saved, failed="change" in heard.of("failed"), told=told)
        yield from self._sheets(disk, heard.of("sheet") if "change" in saved else [])

    def _ways_in(self, disk: Path, names: set[str], *, done: bool, failed: bool, told: list[str]) -> Iterator[Fault]:
        old, new = self._lets_in(disk, PASSWORD), self._lets_in(disk, NEW)
        if self.act_name == "password":
            if old == new:
                yield Fault(Kind.WRONG, "both passwords open it" if old else "neither password opens it")
            if done and old:
                yield Fault(Kind.LOST, "the change of the password was said to be done")
        elif not old:
            yield Fault(Kind.LOST, "the password of the person at the desk opens nothing")
        if self.act_name == "remove":
            inside = self._lets_in(disk, LEAVER)
            if inside != ("Leaver" in names) or (done and inside):
                yield Fault(Kind.WRONG, "who was removed still gets in, or who was not does not")
        if self.act_name == "add" and (new != ("Newcomer" in names) or (done and not new)):
            yield Fault(Kind.WRONG, "who was added does not get in, or a password opens that nobody has")
        if failed and _UNSURE not in told and self.act_name == "password" and new:
            yield Fault(Kind.WRONG, "a change that was said to have failed counts")

    def _sheets(self, disk: Path, new: list[str]) -> Iterator[Fault]:
        opening = [text for text in (self.sheet, *new) if _opens_header(disk / "vault", text)]
        if new and opening != new:
            yield Fault(Kind.WRONG, "the new sheet does not open the vault, or the old one still does")
        if not new and self.act_name != "sheet" and opening != [self.sheet]:
            yield Fault(Kind.LOST, "the recovery sheet opens nothing")

    def _lets_in(self, disk: Path, password: str) -> bool:
        try:
            self._open(disk, password).close()
        except WrongPassword:
            return False
        return True

    def _open(self, disk: Path, password: str) -> Vault:
        return open_vault(disk / "vault", password, clock=FixedClock(), schema=self.schema, anchors=remembered(disk))


def _save_once_more(vault: Vault) -> None:
    with vault.transaction("noted") as tx:
        tx.insert("notes", small.note("after"))


def _opens_header(folder: Path, sheet: str) -> bool:
    from_sheet = parse(sheet)
    try:
        found = users.opening.unseal_raw(header_files.load(folder).raw, from_sheet, users.SlotKind.RECOVERY, None)
    except (UserError, WrongRecoveryCode):
        return False
    return found is not None


class Remove(ChangeOfKeys):
    """A person leaves: new keys for everybody, and a new generation of the database."""

    name: ClassVar[str] = "rotation of the keys"
    act_name: ClassVar[str] = "remove"


class Sheet(ChangeOfKeys):
    """A new recovery sheet: the old one opens nothing any more."""

    name: ClassVar[str] = "new recovery sheet"
    act_name: ClassVar[str] = "sheet"


class Password(ChangeOfKeys):
    """Another password for the person at the desk."""

    name: ClassVar[str] = "change of a password"
    act_name: ClassVar[str] = "password"


class Add(ChangeOfKeys):
    """One more person."""

    name: ClassVar[str] = "a person added"
    act_name: ClassVar[str] = "add"
