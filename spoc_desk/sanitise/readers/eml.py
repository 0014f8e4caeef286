"""Mails: every header, every body, every attachment, and what stands between the parts. Also saved web pages (MHTML).

RFC 5322 and 2045 to 2047; mailboxes of several mails (RFC 4155).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from spoc_desk.sanitise.readers.mail_bodies import card_text, flowed, paragraphs
from spoc_desk.sanitise.readers.mail_headers import all_headers, count_parts, shown_heading
from spoc_desk.sanitise.readers.mail_text import decoded, loose_base64
from spoc_desk.sanitise.readers.mime import Entity, Parted, entity, parted, uuencoded
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Remark, Shape, Unit, Unscannable

_MAILBOX_LINE: Final = re.compile(rb"(?:\A|(?<=\n))From [^\r\n]*\r?\n(?=[A-Za-z-]{1,70}:)")
_DEEPEST: Final = 20  # parts in parts; mail programs make four or five
_CARDS: Final = {"text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/x-vcalendar", "application/ics"}
_OWN_READER: Final = {"text/csv", "text/rtf", "text/richtext", "text/xml", "text/tab-separated-values"}
_MESSAGES: Final = {"message/rfc822", "message/global", "message/news"}
_LOCKED: Final = {"application/pgp-encrypted", "application/x-pgp-encrypted"}
_PGP: Final = "-----BEGIN PGP MESSAGE-----"
_UNHEARD_OF: Final = 10  # words of the hidden plain text that the shown one lacks, before that is worth a remark
_WORD: Final = re.compile(r"[^\W\d_]{4,}")


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything in one mail."""
    mail = entity(data)
    yield from shown_heading(mail.headers)
    yield from all_headers(mail.headers)
    yield from Letter(scope).entity(mail)


def read_mailbox(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything in a file of several mails."""
    starts = [match.start() for match in _MAILBOX_LINE.finditer(data)]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        line, _, mail = data[start:end].partition(b"\n")
        yield Unit(decoded(line).strip(), "mail-header", f"Mail {number}")
        yield from scope.inside(mail, f"Mail {number}", "mail.eml")


@dataclass
class Letter:
    """One mail while it is walked; counts its attachments."""

    scope: Scope
    attachments: int = 0
    _shown_words: set[str] = field(default_factory=set)

    def entity(self, part: Entity, *, shown: bool = True, depth: int = 0) -> Iterator[Found]:
        """Yield everything in a mail or a part of one, but for the headers of the whole."""
        count_parts(self.scope.budget, len(part.body))
        if strays := part.strays:
            yield Unit(strays, "mail-stray-text")
        if depth > _DEEPEST:
            yield Unscannable("mail-damaged", "The parts of this mail lie inside each other too deeply.")
            yield from paragraphs(part.text, "mail-other-body", shown=False)
        elif part.kind.startswith("multipart/"):
            yield from self._multipart(part, shown=shown, depth=depth)
        elif part.kind in _MESSAGES:
            yield from self._attachment(part, "mail.eml", shown=shown)
        elif part.kind.startswith("message/"):
            yield from self._report(part)
        elif part.is_file or not part.kind.startswith("text/"):
            yield from self._attachment(part, part.name, shown=shown)
        else:
            yield from self._text(part, shown=shown)

    def _multipart(self, part: Entity, *, shown: bool, depth: int) -> Iterator[Found]:
        inner = parted(part.body, part.params.get("boundary", "")) or _guessed(part.body)
        if inner is None:
            yield Unscannable("mail-damaged", "The parts of this mail could not be told apart.")
            yield from paragraphs(part.text, "mail-body", "Body", shown=shown)
            return
        if part.kind == "multipart/encrypted":
            yield Unscannable("mail-locked", "This mail is encrypted. Nothing of its text was read.")
        if text := decoded(inner.before).strip():
            yield Unit(text, "mail-preamble")
        usual = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
        children = [entity(piece, usual) for piece in inner.parts]
        chosen = _best(children) if part.kind == "multipart/alternative" else None
        order = sorted(children, key=lambda child: child is not chosen) if chosen else children
        for child in order:
            yield from _part_headers(child)
            yield from self.entity(child, shown=shown and chosen in (None, child), depth=depth + 1)
        if text := decoded(inner.behind).strip():
            yield Unit(text, "mail-epilogue")
            yield from self._hidden_files(text)
        if not inner.closed:
            yield Unscannable("mail-damaged", "This mail is cut short: its end is missing.")

    def _text(self, part: Entity, *, shown: bool) -> Iterator[Found]:
        channel = "mail-body" if shown else "mail-other-body"
        if part.kind == "text/html":
            page = b"\xef\xbb\xbf" + part.text.encode("utf-8", "replace")
            for found in self.scope.inside(page, "Body", "body.html"):
                self._remember(found)
                yield found if shown or not isinstance(found, Unit) else replace(found, shown=False)
        elif part.kind in _CARDS:
            yield from paragraphs(card_text(part.text), "mail-calendar", "Calendar", shown=shown)
        elif part.kind in _OWN_READER:
            yield from self._attachment(part, part.name, shown=shown)
        else:
            text = part.text
            if part.params.get("format", "").lower() == "flowed":
                text = flowed(text, drop_space=part.params.get("delsp", "").lower() == "yes")
            yield from paragraphs(text, channel, "Body", shown=shown)
            yield from self._told_apart(text, shown=shown)
            yield from self._hidden_files(text)

    def _remember(self, found: Found) -> None:
        if isinstance(found, Unit) and found.shown:
            self._shown_words.update(_WORD.findall(found.text.lower()))

    def _told_apart(self, text: str, *, shown: bool) -> Iterator[Found]:
        """Remark on a hidden plain text that says what the shown one does not."""
        if _PGP in text:
            yield Unscannable("mail-locked", "This mail holds an encrypted text. It was not read.")
        if not shown and self._shown_words:
            unheard = set(_WORD.findall(text.lower())) - self._shown_words
            if len(unheard) >= _UNHEARD_OF:
                yield Remark("mail-other-body", "This mail holds a second text, not shown, that says something else.")

    def _hidden_files(self, text: str) -> Iterator[Found]:
        """Yield the files that stand uuencoded in a text, as old mail programs attach them."""
        for name, content in uuencoded(text.encode("utf-8", "replace")):
            self.attachments += 1
            yield Unit(name, "mail-attachment-name")
            yield from self.scope.inside(content, f"Attachment {self.attachments}", name)

    def _report(self, part: Entity) -> Iterator[Found]:
        """Yield a server's report, or the headers that say where a part of the mail is to be found."""
        if part.kind == "message/partial":
            yield Unscannable("mail-damaged", "This is one piece of a mail that was sent in several.")
        yield from paragraphs(part.text, "mail-report", shown=False)

    def _attachment(self, part: Entity, name: str, *, shown: bool) -> Iterator[Found]:
        self.attachments += 1
        place = f"Attachment {self.attachments}"
        if part.kind in _LOCKED:
            yield Unscannable("mail-locked", "A part of this mail is encrypted. It was not read.", place)
        inline = bool(part.raw("content-id")) and not part.is_file
        if part.name:
            yield Unit(
                part.name,
                "mail-attachment-name",
                place,
                shown=shown and not inline,
                shape=Shape.HEADING,
                level=2,
            )
        content = part.content or (loose_base64(part.body) if part.body.strip() else b"")
        if not content:
            return
        for found in self.scope.inside(content, place, name):
            hidden = isinstance(found, Unit) and found.shown and not shown
            yield replace(found, shown=False) if hidden and isinstance(found, Unit) else found


def _part_headers(part: Entity) -> Iterator[Found]:
    """Yield all headers of a part in one text, as they are and as they read."""
    lines = [f"{header.name}: {header.text}" if header.name else header.text for header in part.headers]
    lines += [value for value in part.values if not any(value in line for line in lines)]
    if lines:
        yield Unit("\n".join(lines), "mail-part-header")


def _best(children: list[Entity]) -> Entity | None:
    """Return the version of a text that mail programs show: the formatted one."""
    ranks = ("text/html", "multipart/related", "multipart/mixed", "text/calendar", "text/plain")
    known = [child for child in children if child.kind in ranks]
    return min(known, key=lambda child: ranks.index(child.kind)) if known else (children[-1] if children else None)


def _guessed(body: bytes) -> Parted | None:
    """Return the parts by the first line that looks like a boundary, where the mail does not name it."""
    match = re.search(rb"(?m)^--([^\s-][^\r\n]{0,200}?)[ \t]*\r?\n[Cc]ontent-", body)
    return parted(body, decoded(match[1])) if match else None
