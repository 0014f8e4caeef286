"""Undo what computers do to a text: encodings, line breaks in the middle of a word, letters set apart."""

import base64
import binascii
import html
import re
from collections.abc import Iterator
from itertools import groupby, islice

from spoc_desk.sanitise.detectors.pieces import Piece
from spoc_desk.sanitise.detectors.sieve import Sieve, raw_of
from spoc_desk.sanitise.normalise import Clean

# Sixteen letters and more, over several lines if need be, in either alphabet.
_BASE64 = Sieve(r"(?:[A-Za-z0-9+/_\-]{40,100}\r?\n)*[A-Za-z0-9+/_\-]{16,}={0,2}", by_itself=True)
_ESCAPE = Sieve(
    r"%[0-9A-Fa-f]{2}|=[0-9A-Fa-f]{2}|=\r?\n|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});|\\u[0-9a-fA-F]{4}|"
    r"\\x[0-9a-fA-F]{2}",
    marks=("%", "=", "&", "\\"),
)
_SOFT_BREAK = re.compile(r"=\r?\n")
_AROUND = 60
_BUT_PERCENT = (
    r"(?:=[0-9A-Fa-f]{2})+|=\r?\n|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});"
    r"|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}"
)
_TOKEN = re.compile(rf"(?:%[0-9A-Fa-f]{{2}})+|{_BUT_PERCENT}")
_TOKEN_BUT_PERCENT = re.compile(_BUT_PERCENT)
_TOKEN_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_PERCENT_NAME = re.compile(r"[^\s%<>\"']{0,200}(?:%[0-9A-Fa-f]{2}[^\s%<>\"']{0,200})+")
_MOST_WINDOW = 4000
_LABEL, _MOST_NUMBERS = 28, 8


def base64_runs(clean: Clean) -> Iterator[Piece]:
    """Yield what base64 decodes to, where that is readable."""
    for match in _BASE64.catches(raw_of(clean.text)):
        start, end = match.span()
        decoded = _decoded(clean.text[start:end])
        if decoded:
            # The label may stand outside: "UPRN: VGhl…".
            before = clean.text[max(0, start - _LABEL) : start].replace("\n", " ")
            numbers = [before + number for number in list(_numbers(decoded))[:_MOST_NUMBERS]]
            seams = [(0, len(decoded)), *_spans(decoded, before, numbers)]
            yield Piece("\n".join([decoded, *numbers]), start, end, seams=seams, nested=True)


def _numbers(text: str) -> Iterator[str]:
    """Yield the runs of words with digits."""
    for has_digit, run in groupby(text.split(), key=lambda word: any(map(str.isdigit, word))):
        if has_digit:
            yield " ".join(islice(run, 5))


def _spans(decoded: str, before: str, numbers: list[str]) -> list[tuple[int, int]]:
    """Return where the numbers stand in the piece, behind their label."""
    spans, at = [], len(decoded) + 1
    for number in numbers:
        spans.append((at + len(before), at + len(number)))
        at += len(number) + 1
    return spans


def _decoded(run: str) -> str:
    """Return the readable text of a base64 run, or nothing."""
    letters = re.sub(r"\s", "", run).rstrip("=").replace("-", "+").replace("_", "/")
    if letters.islower() or letters.isdigit() or (letters.isalpha() and letters[1:].islower()):
        return ""
    try:
        data = base64.b64decode(letters + "=" * (-len(letters) % 4))
    except (binascii.Error, ValueError):
        return ""
    for encoding in ("utf-8", "utf-16-le"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (
            text
            and sum(mark.isprintable() or mark in "\r\n\t" for mark in text) == len(text)
            and text.isascii() | (encoding == "utf-8")
        ):
            return text
    return ""


def escapes(clean: Clean) -> Iterator[Piece]:
    """Yield the text around percent signs, entities and quoted-printable marks, with these undone.

    Three times where percent signs stand among others: without them a web address would end at its first "%20".
    """
    text = clean.text
    spans = [match.span() for match in _ESCAPE.catches(raw_of(text))]
    percent = {text[start] == "%" for start, _ in spans}
    for start, end in _windows(text, spans):
        yield _undone(text, start, end, _TOKEN)
        if len(percent) > 1:
            yield _undone(text, start, end, _TOKEN_BUT_PERCENT)
            yield _undone(text, start, end, _TOKEN_PERCENT)
        if True in percent:
            yield from _names_with_percent(text, start, end)


def _names_with_percent(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield each name of a file or question of a web address with percent signs: what stands in one makes all of it."""
    for match in _PERCENT_NAME.finditer(text, start, end):
        begin, stop = match.span()
        before = text[max(0, begin - _LABEL) : begin]  # the label may stand outside: "UPRN: plan%20…"
        piece = _undone(text, begin, stop, _TOKEN_PERCENT)
        yield Piece(before + piece.text, begin, stop, seams=[(len(before), len(before) + len(piece.text))])


def _windows(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches around the spans, those that meet made one, each with whole words at its ends."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        begin, stop = _word_start(text, max(0, start - _AROUND)), min(len(text), end + _AROUND)
        if joined and begin <= joined[-1][1] and stop - joined[-1][0] < _MOST_WINDOW:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((begin, stop))
    for begin, stop in joined:
        while stop < len(text) and not text[stop].isspace() and stop - begin < _MOST_WINDOW + 200:
            stop += 1
        yield begin, stop


def _word_start(text: str, at: int) -> int:
    least = max(0, at - 200)
    while at > least and not text[at - 1].isspace():
        at -= 1
    return at


def _undone(text: str, start: int, end: int, tokens: re.Pattern[str]) -> Piece:
    """Return one stretch with its escapes undone."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    seams: list[tuple[int, int]] = []
    stretch = [(at, at + 1, text[at]) for at in range(start, end)]
    breaks = {at for match in _SOFT_BREAK.finditer(text, start, end) for at in range(*match.span())}
    stretch = [item for item in stretch if item[0] not in breaks]
    plain = "".join(letter for _, _, letter in stretch)
    done = 0
    length = 0
    for match in tokens.finditer(plain):
        new = _plain_of(match.group())
        for place in range(done, match.start()):
            parts.append(plain[place])
            starts.append(stretch[place][0])
            ends.append(stretch[place][1])
        length += match.start() - done
        first, last = stretch[match.start()][0], stretch[match.end() - 1][1]
        for letter in new:
            parts.append(letter)
            starts.append(first)
            ends.append(last)
        seams.append((max(0, length - 1), length + len(new) + 1))
        length += len(new)
        done = match.end()
    for place in range(done, len(plain)):
        parts.append(plain[place])
        starts.append(stretch[place][0])
        ends.append(stretch[place][1])
    broken = [at for at in range(1, len(starts)) if starts[at] != ends[at - 1] and starts[at] != starts[at - 1]]
    seams.extend((at - 1, at + 1) for at in broken)
    return Piece("".join(parts), start, end, starts, ends, sorted(seams))


def _plain_of(escape: str) -> str:
    """Return what an escape stands for; itself where it stands for nothing readable."""
    if escape[0] == "&":
        return html.unescape(escape)
    if escape[0] == "\\":
        return chr(int(escape[2:], 16))
    data = bytes.fromhex(escape.replace("=", "").replace("%", ""))
    text = data.decode("utf-8", "replace") if _is_utf8(data) else data.decode("latin-1")
    return text if all(mark.isprintable() or mark in "\r\n\t" for mark in text) else escape


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
