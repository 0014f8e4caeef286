"""The ways in which records mangle a name or a code. Each returns the mangled text, or nothing."""

import base64
import quopri
import random
import re
from collections.abc import Callable

Variant = Callable[[str, random.Random], str | None]

_HOMOGLYPHS = str.maketrans("aeopcxyAEOPCXTMHB", "аеорсхуАЕОРСХТМНВ")  # Cyrillic letters that look the same
_OCR_NAME = (("rn", "m"), ("m", "rn"), ("l", "1"), ("i", "l"), ("o", "0"), ("cl", "d"), ("h", "li"))
_OCR_CODE = str.maketrans("0158OISB", "OIS8015B")


def _plain(text: str, rng: random.Random) -> str:
    return text


def _lower(text: str, rng: random.Random) -> str | None:
    return text.lower() if text.lower() != text else None


def _caps(text: str, rng: random.Random) -> str | None:
    return text.upper() if text.upper() != text else None


def _spaced(text: str, rng: random.Random) -> str | None:
    return " ".join(text) if text.isalpha() and len(text) >= 4 else None


def _hyphen_break(text: str, rng: random.Random) -> str | None:
    """Break the longest word over a line end, with a hyphen."""
    word = max(re.findall(r"[A-Za-z]+", text), key=len, default="")
    if len(word) < 6:
        return None
    cut = rng.randint(3, len(word) - 3)
    return text.replace(word, f"{word[:cut]}-\n{word[cut:]}", 1)


def _no_break_space(text: str, rng: random.Random) -> str | None:
    return text.replace(" ", "\u00a0") if " " in text else None


def _zero_width(text: str, rng: random.Random) -> str:
    cut = rng.randint(1, len(text) - 1)
    return text[:cut] + rng.choice("\u200b\u200c\u2060\u00ad") + text[cut:]


def _ocr(text: str, rng: random.Random) -> str | None:
    """Swap one shape for another that a scanner takes it for."""
    swaps = [(old, new) for old, new in _OCR_NAME if old in text[1:]]
    if not swaps or len(text) < 5:
        return None
    old, new = rng.choice(swaps)
    return text[0] + text[1:].replace(old, new, 1)


def _ocr_code(text: str, rng: random.Random) -> str | None:
    """Swap a digit for the letter that looks like it, or the other way."""
    places = [place for place, one in enumerate(text) if one in "01OI"]
    if not places:
        return None
    place = rng.choice(places)
    return text[:place] + text[place].translate(_OCR_CODE) + text[place + 1 :]


def _typo(text: str, rng: random.Random) -> str | None:
    """Swap, drop or double one letter inside the longest word of seven letters or more."""
    word = max(re.findall(r"[A-Za-z]+", text), key=len, default="")
    if len(word) < 7:
        return None
    at = rng.randint(2, len(word) - 3)
    wrong = rng.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
    )
    return text.replace(word, wrong, 1) if wrong != word else None


def _possessive(text: str, rng: random.Random) -> str | None:
    return text + rng.choice(("'s", "’s")) if text[-1].isalpha() else None


def _based(text: str, rng: random.Random) -> str | None:
    return text + rng.choice(("-based", "-area", "-born")) if text[-1].isalpha() and " " not in text else None


def _split(between: str) -> Variant:
    def split(text: str, rng: random.Random) -> str | None:
        places = [place for place, one in enumerate(text) if one == " "]
        if not places:
            return None
        place = rng.choice(places)
        return text[:place] + between + text[place + 1 :]

    return split


def _in_address(text: str, rng: random.Random) -> str | None:
    slug = re.sub(r"[^a-z0-9]+", rng.choice("-_"), text.lower()).strip("-_")
    return f"https://files.example.org/{slug}/plan.pdf" if slug else None


def _percent(text: str, rng: random.Random) -> str | None:
    return f"file=Report%20{text.replace(' ', '%20')}%20final" if " " in text else None


def _base64(text: str, rng: random.Random) -> str:
    return base64.b64encode(f"The family are in touch with {text} at present.".encode()).decode()


def _quoted_printable(text: str, rng: random.Random) -> str | None:
    """Code the text as mail does, with a soft line break between two of its signs."""
    signs = re.findall(r"=[0-9A-F]{2}|.", quopri.encodestring(text.encode(), quotetabs=True).decode())
    if len(signs) < 6:
        return None
    return "".join(signs[:4]) + "=\n" + "".join(signs[4:])


def _homoglyph(text: str, rng: random.Random) -> str | None:
    swapped = text.translate(_HOMOGLYPHS)
    return swapped if swapped != text else None


def _full_width(text: str, rng: random.Random) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def _underscores(text: str, rng: random.Random) -> str | None:
    return f"{text.replace(' ', '_')}_report_v2.docx" if text[0].isalpha() else None


def _camel(text: str, rng: random.Random) -> str | None:
    return "".join(word[:1].upper() + word[1:] for word in text.split()) if " " in text else None


def _entity(text: str, rng: random.Random) -> str:
    place = rng.randint(0, len(text) - 1)
    return f"{text[:place]}&#{ord(text[place])};{text[place + 1 :]}"


def _dotted(text: str, rng: random.Random) -> str | None:
    return ".".join(text) if text.isalpha() and len(text) >= 4 else None


def _double_space(text: str, rng: random.Random) -> str | None:
    return text.replace(" ", "  ") if " " in text else None


VARIANTS: dict[str, Variant] = {
    "plain": _plain,
    "lower": _lower,
    "caps": _caps,
    "spaced": _spaced,
    "hyphen-break": _hyphen_break,
    "no-break-space": _no_break_space,
    "zero-width": _zero_width,
    "ocr": _ocr,
    "ocr-code": _ocr_code,
    "typo": _typo,
    "possessive": _possessive,
    "based": _based,
    "split-lines": _split("\n"),
    "split-cells": _split("\t"),
    "in-address": _in_address,
    "percent": _percent,
    "base64": _base64,
    "quoted-printable": _quoted_printable,
    "homoglyph": _homoglyph,
    "full-width": _full_width,
    "underscores": _underscores,
    "camel": _camel,
    "entity": _entity,
    "dotted": _dotted,
    "double-space": _double_space,
}
