"""A header for tests, and the ways to break it."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from spoc_desk.vault import header, keyslots
from spoc_desk.vault.header import Header
from spoc_desk.vault.keyslots import SlotKind
from tests.factories import fast_kdf

MASTER = bytes(range(32))
PASSWORD = b"plum-harbour"
VAULT = "0123456789abcdef" * 2
Change = Callable[[dict[str, Any]], object]


class Made(NamedTuple):
    """A header, its bytes, and the binding keys of its slots."""

    header: Header
    raw: bytes
    bindings: dict[str, bytes]


def make(seq: int = 4) -> Made:
    """Return a header of two people and a recovery sheet."""
    made = [
        keyslots.new_slot(VAULT, kind, label, secret, fast_kdf())
        for kind, label, secret in (
            (SlotKind.PASSWORD, "LA SPOC", PASSWORD),
            (SlotKind.PASSWORD, "Deputy SPOC", b"other"),
            (SlotKind.RECOVERY, "Recovery sheet", b"sheet"),
        )
    ]
    bindings = {slot.id: keys.binding for slot, keys in made}
    blank = Header(VAULT, 0, seq - 1, 1, bytes(16), ())
    whole = blank.with_slots(tuple(slot for slot, _ in made), MASTER, bindings)
    return Made(whole, header.build(whole, MASTER), bindings)


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


_OTHER_TYPES = (None, True, 1.5, "", [], {}, -1, 2**63, "x" * 50)


def malformed(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield files that are no header at all, each for one reason; their plain hash fits."""
    value = json.loads(body(raw))
    for place, keys in (("", value), ("slots.0.", value["slots"][0]), ("slots.0.kdf.", value["slots"][0]["kdf"])):
        for key in sorted(keys):
            yield f"{place}{key} missing", changed(raw, lambda v, p=place, k=key: _at(v, p).pop(k))
            for other in _OTHER_TYPES:
                if type(other) is not type(keys[key]) or isinstance(other, (str, int)):
                    if (key, other) in (("epoch", 0), ("label", "x" * 50)):
                        continue
                    name = f"{place}{key} = {str(other)[:8]!r} ({type(other).__name__})"
                    yield name, changed(raw, lambda v, p=place, k=key, o=other: _at(v, p).update({k: o}))
        yield f"{place}unknown field", changed(raw, lambda v, p=place: _at(v, p).update(x=1))
    yield from _limits(raw)
    yield from _spellings(raw)


def _at(value: dict[str, Any], place: str) -> Any:
    found: Any = value
    for step in place.split(".")[:-1]:
        found = found[int(step)] if step.isdigit() else found[step]
    return found


def _limits(raw: bytes) -> Iterator[tuple[str, bytes]]:
    def slots(value: dict[str, Any]) -> Any:
        return value["slots"]

    for key, number in (
        ("m_kib", 2**24),
        ("m_kib", 65535),
        ("t", 0),
        ("t", 17),
        ("t", 10**9),
        ("p", 0),
        ("p", 9),
        ("v", 16),
    ):
        yield f"kdf {key} {number}", changed(raw, lambda v, k=key, n=number: slots(v)[0]["kdf"].update({k: n}))
    yield "kdf scrypt", changed(raw, lambda v: slots(v)[0]["kdf"].update(alg="scrypt"))
    yield "no slots", changed(raw, lambda v: slots(v).clear())
    yield (
        "seventeen slots",
        changed(raw, lambda v: v.update(slots=[dict(slots(v)[0], id=f"{n:08x}") for n in range(17)])),
    )
    yield "the same slot twice", changed(raw, lambda v: slots(v).append(slots(v)[0]))
    yield "slot kind unknown", changed(raw, lambda v: slots(v)[0].update(kind="fingerprint"))
    yield "label too long", changed(raw, lambda v: slots(v)[0].update(label="x" * 41))
    yield "label with a line end", changed(raw, lambda v: slots(v)[0].update(label="LA\nSPOC"))
    yield "seq 0", changed(raw, lambda v: v.update(seq=0))
    yield "generation 0", changed(raw, lambda v: v.update(generation=0))
    yield "format 0", changed(raw, lambda v: v.update(format=0))
    yield "vault id in capitals", changed(raw, lambda v: v.update(vault=v["vault"].upper()))
    yield "db_salt of 15 bytes", changed(raw, lambda v: v.update(db_salt=base64.b64encode(bytes(15)).decode()))
    yield "sealed of 0 bytes", changed(raw, lambda v: slots(v)[0].update(sealed=""))


def _spellings(raw: bytes) -> Iterator[tuple[str, bytes]]:
    text, tag = body(raw), raw[-32:]
    yield "bytes before", around(b"\xef\xbb\xbf" + text, tag)
    yield "line end behind", around(text + b"\r\n", tag)
    yield "space inside", around(text.replace(b",", b", ", 1), tag)
    yield "NUL inside", around(text.replace(b'"LA SPOC"', b'"LA\0SPOC"'), tag)
    yield "the same key twice", around(text.replace(b'"epoch":0', b'"epoch":0,"epoch":0'), tag)
    yield "keys in another order", around(b'{"zz":1,' + text[1:], tag)
    yield "NaN", around(text.replace(b'"epoch":0', b'"epoch":NaN'), tag)
    yield "Infinity", around(text.replace(b'"epoch":0', b'"epoch":Infinity'), tag)
    yield "0.0", around(text.replace(b'"epoch":0', b'"epoch":0.0'), tag)
    yield "a number of 5000 digits", around(text.replace(b'"epoch":0', b'"epoch":' + b"9" * 5000), tag)
    yield "an escape that is not needed", around(text.replace(b"LA SPOC", b"\\u004cA SPOC"), tag)
    yield "no UTF-8", around(text.replace(b"LA SPOC", b"LA \xff\xfe"), tag)
    yield "nested 20,000 deep", around(b"[" * 20_000 + b"]" * 20_000, tag)
    yield "a list", around(b"[]", tag)
    yield "a number", around(b"1", tag)
    yield "no JSON", around(b"{", tag)
    yield "64 KiB and a byte", around(text[:-1] + b',"x":"' + b"y" * (64 * 1024 + 1 - len(raw) - 7) + b'"}', tag)
    yield "base 64 with spare bits", around(_spare_bits(text), tag)
    yield "base 64 with a line end", around(text.replace(b'"salt":"', b'"salt":"\\n', 1), tag)
    yield "version 0", around(text, tag, version=0)
    yield "length one too long", raw[:10] + (len(text) + 1).to_bytes(4, "big") + raw[14:]
    yield "a byte behind", raw + b"\0"
    yield "magic twice", b"SPOCVLT1" + raw


def _spare_bits(text: bytes) -> bytes:
    """Spell the 16 bytes of db_salt with other bits in the place nobody reads."""
    salt = base64.b64encode(bytes(16))
    assert salt in text
    return text.replace(salt, salt[:-3] + b"B==", 1)
