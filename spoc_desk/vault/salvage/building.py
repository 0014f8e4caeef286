"""A new database of what was read: rows as they are, the unbroken trail as it was, and entries that say the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from spoc_desk.machine.files import make_private
from spoc_desk.vault import audit, check, generations, migrate, reasons, subkeys
from spoc_desk.vault.audit import ChainKeys, Signer
from spoc_desk.vault.connection import APPLICATION_ID, Database, DatabaseFault
from spoc_desk.vault.header import Header
from spoc_desk.vault.rows import Row
from spoc_desk.vault.salvage.finds import Entry, Finds, Place
from spoc_desk.vault.salvage.judging import Judged, Sure
from spoc_desk.vault.salvage.pen import Pen
from spoc_desk.vault.salvage.shapes import RECKONED, Shape, Values, content_of
from spoc_desk.vault.salvage.trail import Said

SALVAGED: Final = audit.MADE_ANEW


@dataclass(frozen=True)
class Given:
    """What a new database is made of."""

    finds: Finds
    said: Said
    judged: Judged
    keys: ChainKeys
    meta: Values
    signer: Signer
    actor: str
    now: str
    number: int
    """Its generation."""


@dataclass
class Built:
    """What became of it."""

    lost_states: int = 0
    kept_slots: set[str] = field(default_factory=set)


def new_database(folder: Path, made: Header, master: bytes, schema: Path, last_step: int | None) -> Database:
    """Return an empty database in the form the damaged one had."""
    path = generations.database_path(folder, made.generation)
    db = Database(path, subkeys.database_key(master, made.generation), made.db_salt, create=True)
    try:
        make_private(path)
        db.settle()
        db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        migrate.migrate(db, schema, lambda _number: None, last=last_step)
        db.execute("PRAGMA foreign_keys = OFF")  # rows come in any order; _part looks at the end
    except BaseException:
        db.close()
        raise
    return db


def fill(db: Database, shapes: dict[str, Shape], given: Given) -> Built:
    """Write everything in one change, and sign it."""
    filling = _Filling(db, shapes, given)
    db.begin()
    try:
        built = filling.run()
        db.commit()
    except BaseException:
        db.roll_back()
        raise
    return built


class _Filling:
    """One database being filled."""

    def __init__(self, db: Database, shapes: dict[str, Shape], given: Given) -> None:
        self._db, self._shapes, self._given = db, shapes, given
        self._judged, self._said, self._finds = given.judged, given.said, given.finds
        whole = given.said.whole
        self._end: Entry | None = whole[-1] if whole else None

    def run(self) -> Built:
        self._rows()
        self._part()
        self._states()
        self._trail()
        signed = self._checkpoints()
        self._insert("meta", self._given.meta)
        pen = Pen(self._db, self._given.keys, self._given.actor, self._given.now, self._end)
        self._say(pen)
        self._later(pen)
        self._drafts_and_others()
        self._lost_reasons(pen)
        unproven = {place for place, (_, sure) in self._judged.rows.items() if sure is Sure.DOUBTFUL}
        built = Built(lost_states=pen.settle(unproven))
        tail = self._given.signer.sign(self._db, pen.tail(signed), self._given.now)
        self._db.execute(audit.ADVANCE, (tail.commit_no, tail.seq, tail.head, 1 + signed))
        built.kept_slots = {row[0] for row in self._db.rows("SELECT id FROM keyslots WHERE ended_at IS NULL")}
        return built

    # rows -----------------------------------------------------------------------------------------------------------

    def _rows(self) -> None:
        """Proven rows first: what is unique belongs to them."""
        for wanted in (Sure.GOOD, Sure.DOUBTFUL):
            for place, (values, sure) in list(self._judged.rows.items()):
                if sure is wanted and not self._insert(place[0], values):
                    self._put_aside(place)

    def _part(self) -> None:
        """Take out what points to a row that is missing, until nothing does."""
        while True:
            loose = {(row[0], row[1]) for row in self._db.rows("PRAGMA foreign_key_check")}
            if not loose:
                return
            for table, rowid in loose:
                found = self._db.one(f"SELECT id FROM {table} WHERE rowid = ?", (rowid,))  # noqa: S608
                self._db.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))  # noqa: S608
                if found is not None:
                    self._put_aside((str(table), str(found[0])))

    def _put_aside(self, place: Place) -> None:
        """Keep a row that has no place of its own any more as an earlier state."""
        values, _ = self._judged.rows.pop(place)
        self._judged.aside.append(place)
        version = values["version"]
        content = self._content(values)
        if isinstance(version, int) and content is not None:
            self._judged.states[(*place, version)] = {
                "table_name": place[0], "row_id": place[1], "version": version, "replaced_at": self._given.now,
                "content": content,
            }  # fmt: skip

    @staticmethod
    def _content(values: Values) -> str | None:
        raw = content_of(values)
        return raw.decode("ascii") if raw is not None else None

    def _states(self) -> None:
        for (name, row_id, version), values in self._judged.states.items():
            current = self._judged.rows.get((name, row_id))
            if current is None or version < int(str(current[0]["version"])):
                self._insert("row_history", values)

    # trail ----------------------------------------------------------------------------------------------------------

    def _trail(self) -> None:
        for entry in self._said.whole:
            self._db.execute(audit.INSERT_ENTRY, tuple(entry))
            kept = self._finds.reasons.get(entry.seq)
            if kept is not None and self._reason_fits(entry, kept):
                self._insert("audit_reasons", kept)

    def _reason_fits(self, entry: Entry, kept: Values) -> bool:
        salt, words = kept["salt"], kept["words"]
        if not isinstance(salt, bytes) or not isinstance(words, str) or kept["commit_no"] != entry.commit_no:
            return False
        return reasons.fits(self._given.keys, entry.seq, salt, words, entry.reason)

    def _checkpoints(self) -> int:
        """Keep the signatures over the unbroken trail that hold; return how many."""
        slots = {row[0]: (row[1], row[2]) for row in self._db.rows("SELECT id, signing_public, user_id FROM keyslots")}
        holding = {seq: values for seq, values in self._finds.checkpoints.items() if self._holds(seq, values, slots)}
        while foreign := self._signed_for_others(holding, slots):
            holding = {seq: values for seq, values in holding.items() if seq not in foreign}
        return sum(self._insert("audit_checkpoints", holding[seq]) for seq in sorted(holding))

    def _holds(self, seq: int, checkpoint: Values, slots: dict[str, tuple[bytes, str | None]]) -> bool:
        """Say whether a signature covers the kept trail and is of its slot."""
        whole, slot = self._said.whole, slots.get(str(checkpoint["slot_id"]))
        if slot is None or not (1 <= seq <= len(whole) and whole[seq - 1].hash == checkpoint["head"]):
            return False
        # Asked by column name only, as of any row.
        return audit.signature_holds(self._given.signer.vault_id, cast("Row", checkpoint), slot[0])

    def _signed_for_others(self, holding: dict[int, Values], slots: dict[str, tuple[bytes, str | None]]) -> set[int]:
        """Return the signatures that would cover entries of somebody else, since one between them is lost."""
        entries = ((entry.seq, entry.act, entry.actor) for entry in self._said.whole)
        wrote = check.who_wrote(entries, holding)
        owners = {seq: slots[str(values["slot_id"])][1] for seq, values in holding.items()}
        return {seq for seq, owner in owners.items() if owner is not None and wrote[seq] - {owner, ""}}

    def _say(self, pen: Pen) -> None:
        said = self._said
        words = f"{len(said.whole)} entries unbroken, {len(said.later)} later ones kept, {said.lost} lost"
        pen.note(SALVAGED, reason=f"{generations.words(self._given.number)}: {words}")

    def _later(self, pen: Pen) -> None:
        """Keep the entries behind a gap as notes, each with the number it had."""
        for entry in self._said.later:
            words = entry.reason
            if reasons.is_sealed(words):
                words = str(self._finds.reasons.get(entry.seq, {}).get("words") or "")
            words = f"{words} [entry {entry.seq} of the damaged trail]".strip()
            pen.retell(entry, words, sealed="audit_reasons" in self._shapes)

    def _lost_reasons(self, pen: Pen) -> None:
        if "audit_reasons" in self._shapes:
            for seq in reasons.unexplained(self._db):
                pen.note(audit.LOST_REASON, "audit", str(seq))

    # the rest -------------------------------------------------------------------------------------------------------

    def _drafts_and_others(self) -> None:
        users = {row[0] for row in self._db.rows("SELECT id FROM users")}
        for (user_id, _), values in self._finds.drafts.items():
            if user_id in users:
                self._insert("drafts", values)
        for table, rows in self._finds.others.items():
            for values in rows if table not in RECKONED else ():
                self._insert(table, values)
        self._part()

    def _insert(self, table: str, values: Values) -> bool:
        """Store a row as it is; False where the table does not take it."""
        columns: Iterable[str] = values.keys()
        marks = ", ".join("?" * len(values))
        try:
            self._db.execute(
                f"INSERT INTO main.{table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608  # names of a schema
                tuple(values.values()),
            )
        except (DatabaseFault, OverflowError):
            return False
        return True
