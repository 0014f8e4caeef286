"""The corpus of bad headers: made, not kept, each broken in one way, each with the class of error it must end in.

In the manner of the public vectors of age and the generated bad headers of LUKS2. Everything comes from one seed, so
that every run tries the same files. A forger without keys can make the plain hash fit, so in most of them it does.
"""

import base64
import hashlib
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.trust.works import LIGHT
from spoc_desk.errors import Damaged, EmptyFile, Forged, NotAVault, TooNew, UserError
from spoc_desk.vault import header, keyslots
from spoc_desk.vault.header import Header
from spoc_desk.vault.keyslots import SlotKind

MASTER = bytes(range(32))
VAULT = "0123456789abcdef" * 2
PASSWORD = b"plum-harbour"
SEQ = 4
NOT_OPENED = "not opened"
"""The form is right and the password was: the slot does not open with it, because it is another slot now."""
Change = Callable[[dict[str, Any]], object]


@dataclass(frozen=True)
class Sample:
    """A whole header of two people and a sheet, and what made it."""

    raw: bytes
    header: Header
    bindings: dict[str, bytes]


@dataclass(frozen=True)
class Bad:
    """One bad header and what must come of opening it with the right password."""

    name: str
    raw: bytes
    expected: type[UserError] | str


def sample() -> Sample:
    """Return the header that is broken in every way."""
    made = [
        keyslots.new_slot(VAULT, kind, label, secret, LIGHT)
        for kind, label, secret in (
            (SlotKind.PASSWORD, "LA SPOC", PASSWORD),
            (SlotKind.PASSWORD, "Deputy SPOC", b"other"),
            (SlotKind.RECOVERY, "Recovery sheet", b"sheet"),
        )
    ]
    bindings = {slot.id: keys.binding for slot, keys in made}
    blank = Header(VAULT, 0, SEQ - 1, 1, bytes(16), ())
    whole = blank.with_slots(tuple(slot for slot, _ in made), MASTER, bindings)
    return Sample(header.build(whole, MASTER), whole, bindings)


def opened_with(raw: bytes, secret: bytes = PASSWORD) -> type[UserError] | str:
    """Return what comes of opening a header: the class of its error, NOT_OPENED, or "opened"."""
    try:
        parsed = header.parse(raw)
        for slot in parsed.slots:
            if slot.kind is SlotKind.PASSWORD:
                keys = keyslots.unseal(slot, parsed.vault, secret)
                if keys is not None:
                    header.prove(raw, keyslots.unwrap_master(slot, parsed.vault, parsed.seq, keys))
                    return "opened"
    except UserError as err:
        return type(err)
    return NOT_OPENED


def body(raw: bytes) -> bytes:
    """Return the JSON of a header file."""
    return raw[14:-64]


def around(new_body: bytes, tag: bytes, version: int = 1) -> bytes:
    """Return a header file with another body and a plain hash that fits: what a forger without keys can make."""
    signed = b"SPOCVLT1" + version.to_bytes(2, "big") + len(new_body).to_bytes(4, "big") + new_body
    return signed + hashlib.sha256(signed).digest() + tag


def changed(raw: bytes, change: Change) -> bytes:
    """Return a header file whose JSON was changed, spelled canonically, with a plain hash that fits."""
    value = json.loads(body(raw))
    change(value)
    return around(json.dumps(value, sort_keys=True, separators=(",", ":")).encode(), raw[-32:])


def corpus(whole: Sample) -> Iterator[Bad]:
    """Yield every bad header."""
    raw = whole.raw
    yield from (Bad(f"field: {name}", made, Damaged) for name, made in _fields(raw))
    yield from (Bad(f"limit: {name}", made, Damaged) for name, made in _limits(raw))
    yield from (Bad(f"spelling: {name}", made, Damaged) for name, made in _spellings(raw))
    yield from _frames(raw)
    yield from _later(raw)
    yield from _forgeries(whole)


_OTHERS = (None, True, 1.5, "", [], {}, -1, 2**63, "x" * 50)


def _fields(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Each field missing, of each other type, and one that nobody knows, at each of the three levels."""
    value = json.loads(body(raw))
    for place, keys in (("", value), ("slots.0.", value["slots"][0]), ("slots.0.kdf.", value["slots"][0]["kdf"])):
        for key in sorted(keys):
            yield f"{place}{key} missing", changed(raw, lambda v, p=place, k=key: _at(v, p).pop(k))
            for other in _OTHERS:
                if type(other) is type(keys[key]) and not isinstance(other, str | int):
                    continue
                if (key, other) != ("label", "x" * 50):
                    name = f"{place}{key} = {str(other)[:8]!r} ({type(other).__name__})"
                    yield name, changed(raw, lambda v, p=place, k=key, o=other: _at(v, p).update({k: o}))
        yield f"{place}unknown", changed(raw, lambda v, p=place: _at(v, p).update(x=1))


def _at(value: dict[str, Any], place: str) -> Any:
    found: Any = value
    for part in place.split(".")[:-1]:
        found = found[int(part)] if part.isdigit() else found[part]
    return found


BOMBS = (("m_kib", 16 * 1024 * 1024), ("m_kib", 2**53 - 1), ("t", 10**9), ("t", 17), ("p", 9), ("p", 10**6))
"""Costs that would stop the computer: refused before anything is spent."""


def _limits(raw: bytes) -> Iterator[tuple[str, bytes]]:
    def slots(value: dict[str, Any]) -> Any:
        return value["slots"]

    for key, number in (*BOMBS, ("m_kib", 65535), ("m_kib", 0), ("t", 0), ("p", 0), ("v", 16), ("v", 0)):
        yield f"kdf {key} {number}", changed(raw, lambda v, k=key, n=number: slots(v)[0]["kdf"].update({k: n}))
    yield "kdf scrypt", changed(raw, lambda v: slots(v)[0]["kdf"].update(alg="scrypt"))
    yield "no slots", changed(raw, lambda v: slots(v).clear())
    many = [dict(json.loads(body(raw))["slots"][0], id=f"{n:08x}") for n in range(17)]
    yield "seventeen slots", changed(raw, lambda v: v.update(slots=many))
    yield "the same slot twice", changed(raw, lambda v: slots(v).append(slots(v)[0]))
    yield "slot kind unknown", changed(raw, lambda v: slots(v)[0].update(kind="fingerprint"))
    yield "label too long", changed(raw, lambda v: slots(v)[0].update(label="x" * 41))
    yield "label with a line end", changed(raw, lambda v: slots(v)[0].update(label="LA\nSPOC"))
    yield "label that turns the writing round", changed(raw, lambda v: slots(v)[0].update(label="LA\u202eSPOC"))
    for key in ("seq", "generation", "format", "min_reader"):
        yield f"{key} 0", changed(raw, lambda v, k=key: v.update({k: 0}))
    yield "vault id in capitals", changed(raw, lambda v: v.update(vault=v["vault"].upper()))
    yield "vault id of another length", changed(raw, lambda v: v.update(vault=v["vault"][:-1]))
    for key, where in (("db_salt", ""), ("salt", "slots.0."), ("sealed", "slots.0."), ("wrap", "slots.0.")):
        yield f"{key} too short", changed(raw, lambda v, k=key, p=where: _shorten(_at(v, p), k))


def _shorten(place: dict[str, Any], key: str) -> None:
    place[key] = base64.b64encode(base64.b64decode(place[key])[:-1]).decode()


def _spellings(raw: bytes) -> Iterator[tuple[str, bytes]]:
    text, tag = body(raw), raw[-32:]
    epoch = b'"epoch":0'
    yield "byte order mark", around(b"\xef\xbb\xbf" + text, tag)
    yield "line end behind", around(text + b"\r\n", tag)
    yield "space inside", around(text.replace(b",", b", ", 1), tag)
    yield "NUL inside", around(text.replace(b'"LA SPOC"', b'"LA\0SPOC"'), tag)
    yield "the same key twice", around(text.replace(epoch, epoch + b"," + epoch), tag)
    yield "the same key twice in a slot", around(text.replace(b'"kind":', b'"kind":"recovery","kind":', 1), tag)
    yield "keys in another order", around(b'{"zz":1,' + text[1:], tag)
    for spelled in (b"NaN", b"Infinity", b"0.0", b"-0", b"00", b"1e0", b"0e0", b"9" * 5000):
        yield f"a number as {spelled[:8].decode()}", around(text.replace(epoch, b'"epoch":' + spelled), tag)
    yield "an escape that is not needed", around(text.replace(b"LA SPOC", b"\\u004cA SPOC"), tag)
    yield "half of a surrogate", around(text.replace(b"LA SPOC", b"\\ud800"), tag)
    yield "no UTF-8", around(text.replace(b"LA SPOC", b"LA \xff\xfe"), tag)
    yield "UTF-16", around(text.decode().encode("utf-16-le"), tag)
    yield "nested 20,000 deep", around(b"[" * 20_000 + b"]" * 20_000, tag)
    yield "objects 5,000 deep", around(b'{"a":' * 5_000 + b"1" + b"}" * 5_000, tag)
    for plain in (b"[]", b"1", b"null", b'""', b"{}", b"{", b"", b"\0" * 100):
        yield f"only {plain[:4]!r}", around(plain, tag)
    salt = base64.b64encode(bytes(16))
    yield "base 64 with spare bits", around(text.replace(salt, salt[:-3] + b"B==", 1), tag)
    yield "base 64 without its end", around(text.replace(salt, salt[:-2], 1), tag)
    yield "base 64 of the web", around(text.replace(b"+", b"-").replace(b"/", b"_").replace(b"=", b"_", 1), tag)
    yield "base 64 with a line end", around(text.replace(b'"salt":"', b'"salt":"\\n', 1), tag)


def _frames(raw: bytes) -> Iterator[Bad]:
    text, tag = body(raw), raw[-32:]
    yield Bad("frame: nothing", b"", EmptyFile)
    for name, other in (
        ("PDF", b"%PDF-1.7" + raw),
        ("noughts", bytes(900)),
        ("the magic in small letters", raw.lower()),
    ):
        yield Bad(f"frame: {name}", other, NotAVault)
    yield Bad("frame: half of the magic", raw[:4], NotAVault)
    yield Bad("frame: only the magic", raw[:8], Damaged)
    yield Bad("frame: magic twice", b"SPOCVLT1" + raw, Damaged)
    yield Bad("frame: a byte behind", raw + b"\0", Damaged)
    yield Bad("frame: another header behind", raw + raw, Damaged)
    for more in (-1, 1, 2**31):
        length = (len(text) + more).to_bytes(4, "big")
        yield Bad(f"frame: length {more:+}", raw[:10] + length + raw[14:], Damaged)
    yield Bad("frame: version 0", around(text, tag, version=0), Damaged)
    long = around(text[:-1] + b',"x":"' + b"y" * (64 * 1024 + 1 - len(raw) - 7) + b'"}', tag)
    yield Bad("frame: 64 KiB and a byte", long, Damaged)
    yield Bad("frame: a plain hash that does not fit", raw[:-64] + bytes(32) + tag, Damaged)


def _later(raw: bytes) -> Iterator[Bad]:
    yield Bad("later: outer version 2", around(b"?", bytes(32), version=2), TooNew)
    yield Bad("later: outer version 65535", around(body(raw), raw[-32:], version=65535), TooNew)
    for change in ({"format": 2}, {"min_reader": 2}, {"format": 2, "min_reader": 2, "extra": [1]}):
        name = ", ".join(f"{key} {value}" for key, value in change.items())
        yield Bad(f"later: {name}", changed(raw, lambda v, c=change: v.update(c)), TooNew)


def _forgeries(whole: Sample) -> Iterator[Bad]:
    """What somebody without the password makes of a header; the plain hash fits."""
    raw = whole.raw

    def slot(value: dict[str, Any], number: int) -> Any:
        return value["slots"][number]

    yield Bad("forged: a slot dropped", changed(raw, lambda v: v["slots"].pop(1)), Forged)
    yield Bad("forged: slots swapped", changed(raw, lambda v: v["slots"].reverse()), Forged)
    yield Bad("forged: seq + 1", changed(raw, lambda v: v.update(seq=SEQ + 1)), Forged)
    yield Bad("forged: seq - 1", changed(raw, lambda v: v.update(seq=SEQ - 1)), Forged)
    for key, value in (("epoch", 1), ("generation", 2), ("db_salt", base64.b64encode(b"T" * 16).decode())):
        yield Bad(f"forged: {key}", changed(raw, lambda v, k=key, n=value: v.update({k: n})), Forged)
    yield Bad("forged: the tag of another", raw[:-1] + bytes([raw[-1] ^ 1]), Forged)
    for key in ("wrap", "bind"):
        yield Bad(f"forged: {key} of another slot", changed(raw, lambda v, k=key: _swap(v, k)), Forged)
    for key in ("sealed", "salt"):
        yield Bad(f"forged: {key} of another slot", changed(raw, lambda v, k=key: _swap(v, k)), NOT_OPENED)
    for key, number in (("t", 2), ("m_kib", 65537), ("p", 2)):
        name, made = f"forged: cost {key}", changed(raw, lambda v, k=key, n=number: slot(v, 0)["kdf"].update({k: n}))
        yield Bad(name, made, NOT_OPENED)
    yield Bad("forged: a role renamed", changed(raw, lambda v: slot(v, 0).update(label="Auditor")), NOT_OPENED)
    yield Bad("forged: a slot moved to another vault", changed(raw, lambda v: v.update(vault="f" * 32)), NOT_OPENED)
    yield Bad("forged: the sheet as a password", changed(raw, lambda v: slot(v, 2).update(kind="password")), Forged)
    planted = random.Random(11).randbytes(32)
    false_bindings = {slot.id: random.Random(12).randbytes(32) for slot in whole.header.slots}
    forged = Header(VAULT, 0, SEQ - 1, 1, bytes(16), ()).with_slots(whole.header.slots, planted, false_bindings)
    yield Bad("forged: a planted vault", header.build(forged, planted), Forged)


def _swap(value: dict[str, Any], key: str) -> None:
    one, other = value["slots"][:2]
    one[key], other[key] = other[key], one[key]
