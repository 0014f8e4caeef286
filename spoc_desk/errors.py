"""Every error a user can meet. The docstring is the sentence she reads.

UserError
├── RefusedByRule            a rule of the procedure says no (exit 5)
│   ├── NotYet, Incomplete, BadAnswer, LeakFound, UnprintableText, StaleRecord, UnknownRecord
├── Unreadable, Cancelled    a stranger's file, in the process apart (exit 5); BackupStopped, RestoreStopped, SalvageStopped
├── SecondKeyNeeded          nobody does this alone (exit 5)
├── WrongPassword, WrongRecoveryCode, SecondKeyWrong   (exit 3)
├── VaultTrouble             damaged, forged, rolled back, unknown (exit 4)
│   ├── Damaged, DatabaseDamaged, DatabaseMissing, Forged, TooNew, Missing, Unfinished, EmptyFile, NotAVault, Rollback, OlderCopy,
│   │   AnotherHistory, OldLibrary, NotABackup, BackupDamaged, BackupForged,
│   │   BackupOfAnotherVault, HeaderTooOld, HeaderMisfit, NothingToSave, SalvageFailed
└── MachineTrouble           disk, memory, permission (exit 6)
    ├── DiskFull (DiskNearlyFull, NoRoomForNewer), OutOfMemory, NoMemory, ReadOnly, Busy, WriteFailed, KeysUnsure, PlaceUnsure, AlreadyExists, NoPrinterHere,
        PrinterRefused,
        BackupPlaceFull, BackupPlaceReadOnly, BackupPlaceGone, BackupTooLarge, BackupUnverified
"""

from typing import ClassVar


class UserError(Exception):
    """Something went wrong."""

    exit_code: ClassVar[int] = 5

    def __init__(self, **values: object) -> None:
        self.values = values
        template = " ".join((type(self).__doc__ or "").split())
        super().__init__(template.format(**values) if values else template)


class RefusedByRule(UserError):
    """{sentence}"""

    def __init__(self, sentence: str, source: str = "") -> None:
        self.source = source
        super().__init__(sentence=sentence)


class NotYet(RefusedByRule):
    """{sentence}"""


class TooSoon(NotYet):
    """{sentence}"""

    exit_code = 3

    def __init__(self, seconds: int) -> None:
        unit = "second" if seconds == 1 else "seconds"
        super().__init__(
            f"Wait {seconds} {unit} before the next try. The password before was wrong; nothing was changed."
        )


class Incomplete(RefusedByRule):
    """{sentence}"""


class BadAnswer(RefusedByRule):
    """{sentence}"""

    def __init__(self, sentence: str, field: str = "", source: str = "") -> None:
        self.field = field
        super().__init__(sentence, source)


class LeakFound(RefusedByRule):
    """{sentence}"""


class WrongPlace(RefusedByRule):
    """{sentence}"""


class UnprintableText(RefusedByRule):
    """{sentence}"""


class Unreadable(UserError):
    """This file could not be read to the end: {reason}"""

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class Cancelled(UserError):
    """Stopped. Nothing of the file was kept."""


class BackupStopped(Cancelled):
    """Stopped. No half backup was left."""


class RestoreStopped(Cancelled):
    """Stopped. Nothing was restored, and the vault that was there is as it was."""


class SalvageStopped(Cancelled):
    """Stopped. Nothing was changed, and the damaged vault is as it was."""


class StaleRecord(UserError):
    """This record was changed in the meantime. Your text is kept: open the record again and compare."""


class NotAtThisDesk(UserError):
    """This is no part of what you do at this desk. The office of the DCS or DASS can help."""


class UnknownRecord(UserError):
    """This record is not in the vault."""


class WrongPassword(UserError):
    """That password does not open this vault. Nothing was changed. Check Caps Lock and try again."""

    exit_code = 3


class WrongRecoveryCode(UserError):
    """{sentence}"""

    exit_code = 3


class SecondKeyNeeded(UserError):
    """This takes a second key: the password of a second person, or the code of the recovery sheet. Nothing was changed."""


class SecondKeyWrong(UserError):
    """The second key opens nothing here. It is the password of somebody else, or the code of the sheet. Nothing was changed."""

    exit_code = 3


class VaultTrouble(UserError):
    """The vault cannot be opened."""

    exit_code = 4


class Damaged(VaultTrouble):
    """The vault's header is damaged, and so is its second copy. Nothing was changed. Restore a backup, or ask your administrator."""


class DatabaseDamaged(VaultTrouble):
    """Your password is right, but the vault's database is damaged. Nothing was changed. Restore a backup, or ask your administrator."""


class Forged(VaultTrouble):
    """The vault's header was changed by something other than this program. Do not type anything into it. Tell your administrator."""


class TooNew(VaultTrouble):
    """This vault was made by a newer SPOC Desk. Nothing was changed. Install the newer program to open it."""


class Missing(VaultTrouble):
    """There is no vault at this place. Check the folder, or create a new vault."""


class Unfinished(Missing):
    """The making of this vault was interrupted before it was finished, so nothing is in it yet. Create a new vault in this folder: what was left is cleared away."""


class DatabaseMissing(VaultTrouble):
    """The header of this vault is here, but its database file is not. Nothing was changed. Put the file back or restore a backup."""


class EmptyFile(VaultTrouble):
    """A file of this vault is empty or cut short. Nothing was changed. Restore a backup, or ask your administrator."""


class NotAVault(VaultTrouble):
    """This is not a SPOC Desk vault."""


class Rollback(VaultTrouble):
    """An older copy of a vault file was put back. Nothing was changed. Tell your administrator before anybody works on it."""


class OlderCopy(Rollback):
    """This vault is older than the last one used on this computer. Nothing was changed. Look for the newer one, or go on with a second person."""

    def __init__(self, *, last_here: str = "", last_in_copy: str = "", missing: int | None = None) -> None:
        self.last_here = last_here
        self.last_in_copy = last_in_copy
        self.missing = missing  # changes that are not in this copy; None where they cannot be counted
        super().__init__()


class AnotherHistory(OlderCopy):
    """This vault went another way than the last one used on this computer. Nothing was changed. Look for the right one, or go on with a second person."""


class NotABackup(VaultTrouble):
    """This file is no backup of SPOC Desk. Nothing was changed. Choose a file whose name ends in .spocbak."""


class BackupDamaged(VaultTrouble):
    """This backup is damaged or cut short. Nothing was changed. Use another one, and throw this one away."""


class BackupForged(VaultTrouble):
    """This backup was changed by something other than this program. Nothing was taken from it. Tell your administrator."""


class BackupOfAnotherVault(VaultTrouble):
    """This backup is of another vault. Nothing was changed. Choose one of the vault that is damaged."""


class HeaderTooOld(VaultTrouble):
    """The keys in this backup are older than the vault: somebody has got or lost a key since. Nothing was changed. Use a newer backup, or restore one."""


class HeaderMisfit(VaultTrouble):
    """The keys in this backup do not open the database that lies here. Nothing was changed. Use a newer backup, or restore one."""


class NothingToSave(VaultTrouble):
    """Nothing of this vault's database can be read any more. Nothing was changed. Restore a backup."""


class SalvageFailed(VaultTrouble):
    """What can be read does not make a whole vault. Nothing was changed. Restore a backup, and keep the folder for your administrator."""


class OldLibrary(VaultTrouble):
    """The encryption library on this computer is missing or too old to be safe. Install SPOC Desk again."""


class MachineTrouble(UserError):
    """The computer could not do this."""

    exit_code = 6


class DiskFull(MachineTrouble):
    """The disk is full. What was saved before is safe, and what you typed is still on the screen. Free some space and save again."""


class DiskNearlyFull(DiskFull):
    """Less than 50 MB are free on the vault's disk, so nothing can be changed now. You can still read. What you typed is kept: free some space and save again."""


class NoRoomForNewer(DiskFull):
    """This newer program keeps a copy of the vault before it changes anything in it, and the disk has no room for one. Nothing was changed. Free some space and unlock again."""


class OutOfMemory(MachineTrouble):
    """There is not enough free memory to check the password. Close other programs and try again."""


class NoMemory(MachineTrouble):
    """The computer has no memory left. What was saved before is safe. Close other programs and try again."""


class ReadOnly(MachineTrouble):
    """The vault's folder cannot be written to. Nothing was changed. Ask for write permission, or move the vault to your own disk."""


class Busy(MachineTrouble):
    """This vault is already open in another window or by another person on this computer. Close it there first."""


class WriteFailed(MachineTrouble):
    """The disk did not take the change. What was saved before is safe. Check the disk, then try again."""


class KeysUnsure(MachineTrouble):
    """The disk did not say whether it took the new keys. Nothing you recorded is lost. The desk locks: unlock it again and look who has a key."""


class PlaceUnsure(MachineTrouble):
    """The disk did not say whether the restored vault took its place. Nothing is lost: what was here before lies beside it. Unlock the vault and look which one it is."""


class AlreadyExists(MachineTrouble):
    """Something with this name is already there. Choose another name; nothing was overwritten."""


class NoPrinterHere(MachineTrouble):
    """This computer has no printing system. Save the document and print it where there is one."""


class PrinterRefused(MachineTrouble):
    """The printer did not take the document. Check that it is switched on and has paper, or choose another printer."""


class BackupPlaceFull(MachineTrouble):
    """There is not enough room in that place. Nothing half was left there. Free some space, or choose another stick."""


class BackupPlaceReadOnly(MachineTrouble):
    """That place cannot be written to. Look for a lock switch on the stick, or choose another folder."""


class BackupPlaceGone(MachineTrouble):
    """That place does not answer. Is the stick plugged in? A file that was not finished does not count."""


class BackupTooLarge(MachineTrouble):
    """The backup is larger than one file on this stick may be. Sticks formatted as FAT take 4 GB in one file: use one formatted as exFAT."""


class BackupUnverified(MachineTrouble):
    """What the stick gives back is not what was written. This backup does not count and was taken away. Use another stick."""
