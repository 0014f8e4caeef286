"""The office's word that a stopped referral may be sent: who gave it, when, in which words.

It holds for the people it was given for: somebody added or renamed afterwards is asked about again. A Referrer reads
that the office released it, and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.leaks import blocking, scan_texts
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.referrals.answer_store import day, from_json
from spoc_desk.casework.referrals.happenings import write_event
from spoc_desk.casework.restricted.matching import PersonKeys, is_restricted
from spoc_desk.casework.restricted.name_words import words_of
from spoc_desk.domain.record import new_id
from spoc_desk.domain.referrals import PEOPLE, ReferralEvent
from spoc_desk.domain.restricted import MAY_RELEASE, RELEASED_WORDS, RestrictedRelease
from spoc_desk.domain.roles import Role, holds_any
from spoc_desk.errors import Incomplete, LeakFound, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.desk import roles_at_desk
from spoc_desk.vault.records.stores import REFERRAL_ROWS, REFERRALS, RESTRICTED_RELEASES
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

_SAME_PEOPLE: Final = "SELECT count(*) FROM restricted_releases WHERE referral_id = ? AND people_digest = ?"
_REFERENCE: Final = "SELECT referral_ref FROM referrals WHERE id = ?"
_OFFICE: Final = "Office of the DCS or DASS"
_SOURCE: Final = "2.3 rule 10"


@dataclass(frozen=True)
class Stop:
    """What the stop page says of a referral to the person at the desk."""

    stopped: bool
    """Somebody of the referral may be restricted, released or not: the rules for the form hold in both cases."""
    released: bool
    words: str
    """Of the release: who, when and why for those who release; for everybody else that there is one."""
    may_release: bool


@dataclass(frozen=True)
class ReleaseLine:
    """One release, for those who keep the list."""

    referral_id: str
    referral_ref: str
    who_when: str
    words: str


def recent_releases(vault: Vault, *, limit: int = 50) -> tuple[ReleaseLine, ...]:
    """Return the latest releases, the newest first; nothing for who does not keep the list."""
    if not sees(vault, Sight.RESTRICTED):
        return ()
    tail = f"ORDER BY released_at DESC, rowid DESC LIMIT {int(limit)}"
    found = RESTRICTED_RELEASES.find(vault, tail=tail)
    return tuple(
        ReleaseLine(one.referral_id, _reference(vault, one.referral_id), _who_when(one), one.words) for one in found
    )


def stop_of(vault: Vault, referral_id: str) -> Stop:
    """Return how a referral stands: the same questions to the vault whatever the answer is."""
    people = people_of(vault, referral_id)
    stopped, released = is_restricted(vault, people), is_released(vault, referral_id, people)
    return Stop(stopped, stopped and released, _words(vault, referral_id, stopped and released), may_release(vault))


def may_release(vault: Vault) -> bool:
    """Say whether the person at the desk speaks for the office. Where nobody here does, she writes down its answer."""
    return holds_any(vault.actor.roles, MAY_RELEASE) or not holds_any(roles_at_desk(vault), MAY_RELEASE)


def release(vault: Vault, *, referral_id: str, words: str) -> Done:
    """Let a stopped referral go on. Raises NotYet where it is not stopped or she may not; Incomplete without words."""
    if not words.strip():
        raise Incomplete("Say who decided it, and what the referrer was told to mind.", _SOURCE)
    if not may_release(vault):
        raise NotYet("Only the office of the DCS or DASS, or the LA SPOC, releases a referral.", _SOURCE)
    if blocking(scan_texts({"words": ("What the office says", words)}, own_words(vault))):
        raise LeakFound("What you wrote may show an area. Take it out: no area is needed to release a form.", _SOURCE)
    people = people_of(vault, referral_id)
    if not is_restricted(vault, people):
        raise NotYet("Nothing about this referral has to be released.", _SOURCE)
    with vault.transaction("released a referral") as tx:
        before = REFERRALS.get(tx, referral_id)
        RESTRICTED_RELEASES.insert(tx, _record(vault, referral_id, people, words.strip(), tx.now))
        after = replace(before, released_on=vault.clock.today())
        stored = write_event(tx, before, after, ReferralEvent.OFFICE, by=_OFFICE, note=RELEASED_WORDS)
    return Done(Change(What.REFERRAL, None, (referral_id,)), record=stored)


def is_released(reader: Reader, referral_id: str, people: Iterable[PersonKeys]) -> bool:
    """Say whether the office has released this referral for these very people."""
    return bool(reader.own_rows(_SAME_PEOPLE, (referral_id, _digest(people)))[0][0])


def people_of(reader: Reader, referral_id: str) -> tuple[PersonKeys, ...]:
    """Return everybody a referral names."""
    marks = ", ".join("?" * len(PEOPLE))
    found = REFERRAL_ROWS.find(reader, f"referral_id = ? AND form IN ({marks})", (referral_id, *PEOPLE))
    return tuple(_person(from_json(row.answers)) for row in found)


def _person(answers: Answers) -> PersonKeys:
    given, family, known_as, born = (
        str(answers.get(name, "")) for name in ("given_names", "family_name", "known_as", "date_of_birth")
    )
    return PersonKeys(given, family, known_as, day(born))


def _record(vault: Vault, referral_id: str, people: Iterable[PersonKeys], words: str, now: str) -> RestrictedRelease:
    held = vault.actor.roles
    role = next((role for role in (Role.DCS_OFFICE, Role.DASS_OFFICE, Role.LA_SPOC) if role.value in held), None)
    return RestrictedRelease(
        id=new_id(),
        referral_id=referral_id,
        people_digest=_digest(people),
        released_at=now,
        released_by=vault.actor.name,
        released_role=role,
        words=words,
    )


def _digest(people: Iterable[PersonKeys]) -> str:
    """Return the people as one number: the order and the way a name is written do not matter."""
    lines = sorted(
        "|".join(
            (" ".join(words_of(one.given)), " ".join(words_of(one.family)), " ".join(words_of(one.known_as)),
             str(one.date_of_birth or ""))
        )
        for one in people
    )  # fmt: skip
    return sha256("\n".join(lines).encode()).hexdigest()


def _words(vault: Vault, referral_id: str, released: bool) -> str:
    if not released:
        return ""
    if not sees(vault, Sight.RESTRICTED):
        return RELEASED_WORDS
    last = RESTRICTED_RELEASES.find(
        vault, "referral_id = ?", (referral_id,), tail="ORDER BY released_at DESC, rowid DESC LIMIT 1"
    )[0]
    return f"Released by {_who_when(last)}: {last.words}"


def _who_when(one: RestrictedRelease) -> str:
    role = f" ({one.released_role.label})" if one.released_role else ""
    return f"{one.released_by}{role}, {in_words(one.released_at)}"


def _reference(vault: Vault, referral_id: str) -> str:
    return str(vault.own_rows(_REFERENCE, (referral_id,))[0][0])
