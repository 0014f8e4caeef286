"""Half-typed text: kept in the encrypted file apart from the records, so that a lock or a crash loses none of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from spoc_desk.vault.connection import Database

_SAVE = (
    "INSERT INTO drafts (user_id, place, answers, focus, caret, saved_at) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (user_id, place) DO UPDATE SET answers = excluded.answers, focus = excluded.focus,"
    " caret = excluded.caret, saved_at = excluded.saved_at"
)


@dataclass(frozen=True)
class Draft:
    """What was on a page when it was last looked at."""

    place: str  # which page, in the window's own words
    answers: Mapping[str, object]  # what JSON can say
    focus: str  # the field with the cursor
    caret: int
    saved_at: str


def save(db: Database, user_id: str, draft: Draft) -> None:
    """Keep a draft in the place of the one before: one statement, durable when it returns."""
    answers = json.dumps(draft.answers, ensure_ascii=False, separators=(",", ":"))
    db.execute(_SAVE, (user_id, draft.place, answers, draft.focus, draft.caret, draft.saved_at))


def all_of(db: Database, user_id: str) -> tuple[Draft, ...]:
    """Return a user's drafts, the newest first."""
    found = db.rows(
        "SELECT place, answers, focus, caret, saved_at FROM drafts WHERE user_id = ? ORDER BY saved_at DESC, place",
        (user_id,),
    )
    return tuple(
        Draft(row["place"], json.loads(row["answers"]), row["focus"], row["caret"], row["saved_at"]) for row in found
    )


def discard(db: Database, user_id: str, place: str) -> None:
    """Forget a draft; does nothing where there is none."""
    db.execute("DELETE FROM drafts WHERE user_id = ? AND place = ?", (user_id, place))
