"""This desk and the desks it knows: cards, six words compared aloud, and a list with who met whom and when."""

from dataclasses import dataclass, replace

from spoc_desk.bundles import desk_card
from spoc_desk.bundles.desk_card import DESK_ROLES, Card
from spoc_desk.bundles.desk_keys import DeskKeys, DeskPublic
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.leaks import FieldLeak, scan_texts
from spoc_desk.casework.own_words import own_words
from spoc_desk.domain.handovers import KnownDesk, OwnDesk
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.roles import Role
from spoc_desk.errors import BadAnswer, NotAtThisDesk, NotYet
from spoc_desk.handover_errors import BadDeskCard, DeskRevoked
from spoc_desk.vault.records.handover_rows import known_desk_rows, own_desk_row
from spoc_desk.vault.records.stores import KNOWN_DESKS, OWN_DESK
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

SET_UP, NEW_KEYS = "set up the hand-over desk", "gave the hand-over desk new keys"
MET, CHANGED, REVOKED = "met another desk", "changed a desk of the list", "took a desk off the list"


@dataclass(frozen=True)
class OwnDeskView:
    """This desk as other desks meet it. `words` are read out to them; `code` can be printed and typed."""

    desk_id: str
    name: str
    role: Role
    words: str
    code: str


@dataclass(frozen=True)
class DeskLine:
    """A desk on the list."""

    desk_id: str
    name: str
    role: Role
    role_words: str
    words: str
    met_words: str
    revoked: bool
    revoked_words: str


@dataclass(frozen=True)
class CardView:
    """A card that was read, before the six words are compared. `known` says so where the desk is on the list."""

    card: Card
    name: str
    role: Role | None
    words: str
    known: str


def own_desk(vault: Vault) -> OwnDeskView | None:
    """Return this desk, or None before it was set up."""
    row = own_desk_row(vault)
    if row is None or vault.is_masked:
        return None
    public = keys_of(row).public
    return OwnDeskView(row.id, row.name, row.role, desk_card.fingerprint(public), desk_card.code_of(public))


def set_up_desk(vault: Vault, *, name: str, role: Role | str) -> Done:
    """Give this desk a name, a role and keys; a second time only name and role change. Raises BadAnswer."""
    named, chosen = _name(name), _role(role)
    before = own_desk_row(vault)
    leaks = _leaks(vault, "name", "What is this desk called?", named)
    with vault.transaction(SET_UP) as tx:
        if before is not None:
            stored = OWN_DESK.update(tx, before, replace(before, name=named, role=chosen))
        else:
            stored = _with_new_keys(tx, named, chosen)
    return Done(Change(What.HANDOVER, None, (stored.id,)), leaks, stored)


def renew_keys(vault: Vault) -> Done:
    """Give this desk new keys and erase the old ones: every desk that knows it has to meet it anew.

    For the day when somebody who could open this vault leaves, or a copy of it was lost.
    """
    before = _own(vault)
    with vault.transaction(NEW_KEYS) as tx:
        stored = _with_new_keys(tx, before.name, before.role)
        tx.erase(OWN_DESK.name, before.id, version=before.version)
    return Done(Change(What.HANDOVER, None, (stored.id,)), (), stored)


def card_file(vault: Vault) -> bytes:
    """Return this desk's card as a small file. It holds public keys and may travel any way. Raises NotYet."""
    row = _own(vault)
    return desk_card.file_of(keys_of(row), row.name, row.role)


def read_card(vault: Vault, *, data: bytes = b"", code: str = "") -> CardView:
    """Return the card in a file, or behind a typed code. Raises BadDeskCard, CardTooNew."""
    card = desk_card.read_code(code) if code else desk_card.read_file(data)
    own = own_desk_row(vault)
    if own is not None and own.id == card.public.desk_id:
        raise BadDeskCard("This is the card of this desk itself. Read the card of the other desk.")
    known = next((desk for desk in known_desk_rows(vault) if desk.id == card.public.desk_id), None)
    words = "" if known is None else f"This desk is on the list as {known.name}."
    return CardView(card, card.name, card.role, card.words, words)


def add_desk(vault: Vault, *, card: CardView, name: str, role: Role | str, compared: bool) -> Done:
    """Put a desk on the list, once its six words were read out and compared.

    Raises BadAnswer where they were not, where it is on the list, or for a name or role that will not do.
    """
    if not compared:
        raise BadAnswer("Read the six words out to each other first, and compare every one.", "compared")
    named, chosen = _name(name), _role(role)
    public = card.card.public
    desks = known_desk_rows(vault)
    if any(desk.id == public.desk_id for desk in desks):
        raise BadAnswer("This desk is on the list already, or was taken off it. New keys make a new card.", "card")
    if any(desk.name.casefold() == named.casefold() and desk.revoked_on is None for desk in desks):
        raise BadAnswer(
            "A desk of this name is on the list. Choose another name, so that nobody mixes them up.", "name"
        )
    leaks = _leaks(vault, "name", "What do you call this desk?", named)
    with vault.transaction(MET) as tx:
        stored = KNOWN_DESKS.insert(
            tx,
            KnownDesk(
                id=public.desk_id,
                name=named,
                role=chosen,
                signing_key=public.signing.hex(),
                receiving_key=public.recipient,
                met_on=vault.clock.today(),
                met_by=vault.actor.name,
            ),
        )
    return Done(Change(What.HANDOVER, None, (stored.id,)), leaks, stored)


def rename_desk(vault: Vault, *, desk_id: str, name: str, role: Role | str) -> Done:
    """Change what a desk of the list is called; its keys stay."""
    before, named = desk_row(vault, desk_id), _name(name)
    leaks = _leaks(vault, "name", "What do you call this desk?", named)
    with vault.transaction(CHANGED) as tx:
        stored = KNOWN_DESKS.update(tx, before, replace(before, name=named, role=_role(role)))
    return Done(Change(What.HANDOVER, None, (desk_id,)), leaks, stored)


def revoke_desk(vault: Vault, *, desk_id: str, reason: str) -> Done:
    """Take a desk off the list for good: nothing is sealed for it or taken in from it any more."""
    before = desk_row(vault, desk_id)
    why = " ".join(reason.split())
    if not why:
        raise BadAnswer("Say why this desk is taken off the list.", "reason")
    if before.revoked_on is not None:
        raise BadAnswer("This desk was taken off the list before.", "desk_id")
    with vault.transaction(REVOKED, reason=why) as tx:
        gone = replace(before, revoked_on=vault.clock.today(), revoked_by=vault.actor.name, revoked_reason=why)
        stored = KNOWN_DESKS.update(tx, before, gone)
    leaks = _leaks(vault, "reason", "Why is this desk taken off the list?", why)
    return Done(Change(What.HANDOVER, None, (desk_id,)), leaks, stored)


def known_desks(vault: Vault) -> tuple[DeskLine, ...]:
    """Return the list, desks taken off it last."""
    return tuple(line_of(desk) for desk in known_desk_rows(vault))


def line_of(desk: KnownDesk) -> DeskLine:
    """Return one line of the list."""
    gone = f"Taken off the list {short_date(desk.revoked_on)}" if desk.revoked_on else ""
    met = f"Met {short_date(desk.met_on)} by {desk.met_by}"
    words = desk_card.fingerprint(public_of(desk))
    return DeskLine(desk.id, desk.name, desk.role, desk.role.label, words, met, desk.revoked_on is not None, gone)


def desk_row(reader: Reader, desk_id: str) -> KnownDesk:
    """Return one desk. Raises UnknownRecord."""
    return KNOWN_DESKS.get(reader, desk_id)


def open_desk(reader: Reader, desk_id: str) -> KnownDesk:
    """Return a desk that is still on the list. Raises UnknownRecord, DeskRevoked."""
    desk = desk_row(reader, desk_id)
    if desk.revoked_on is not None:
        raise DeskRevoked()
    return desk


def own_keys(vault: Vault) -> DeskKeys:
    """Return the keys of this desk; never to be shown. Raises NotYet before it was set up."""
    return keys_of(_own(vault))


def keys_of(row: OwnDesk) -> DeskKeys:
    """Return the keys a row holds."""
    return DeskKeys(bytes.fromhex(row.signing_secret), row.receiving_secret)


def public_of(desk: KnownDesk) -> DeskPublic:
    """Return the public keys of a desk of the list."""
    return DeskPublic(bytes.fromhex(desk.signing_key), desk.receiving_key)


def _own(vault: Vault) -> OwnDesk:
    if vault.is_masked:
        raise NotAtThisDesk()
    row = own_desk_row(vault)
    if row is None:
        raise NotYet("Set this desk up for hand-over first: it needs a name and keys.")
    return row


def _with_new_keys(tx: Transaction, name: str, role: Role) -> OwnDesk:
    keys = DeskKeys.new()
    made = OwnDesk(
        id=keys.public.desk_id, name=name, role=role, signing_secret=keys.seed.hex(), receiving_secret=keys.identity
    )
    return OWN_DESK.insert(tx, made)


def _leaks(vault: Vault, field: str, label: str, text: str) -> tuple[FieldLeak, ...]:
    return scan_texts({field: (label, text)}, own_words(vault), place="handover_desks")


def _name(text: str) -> str:
    try:
        return desk_card.checked_name(text)
    except BadDeskCard as err:
        raise BadAnswer("Give the desk a name of at most 80 letters.", "name") from err


def _role(role: Role | str) -> Role:
    chosen = next((each for each in DESK_ROLES if each.value == role), None)
    if chosen is None:
        raise BadAnswer("Choose whose desk it is: LA SPOC, deputy, or the office of the DCS or DASS.", "role")
    return chosen
