"""The measurement of texts put together: by group of channels and by kind of text, to print or to give as data."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from benchmarks.leaks.folders import part
from benchmarks.leaks.scoring import WORDS_A_PAGE, Score, Tally

GROUPS = ("codes", "names", "soft")
# The channels of findings that are told by a shape or a label, not by a name.
_CODES = frozenset(
    {
        *("postcode", "outcode", "phone", "domain", "tenant-id", "server-path", "upn", "laestab", "gss", "uprn", "ods"),
        *("file-name", "urn", "cqc", "company", "land-title", "meter-point", "account-ref", "dx", "vehicle", "road"),
        *("transport-stop", "grid-reference", "coordinates", "what3words", "map-link", "court-reference"),
        *("police-reference", "collar-number", "nhs-number", "linkage-id"),
    }
)


def grouped(channels: Mapping[str, Tally], data: Path) -> dict[str, Tally]:
    """Return the tallies of codes, names and soft clues. What groups.toml does not list is a name."""
    listed = tomllib.loads(part(data, "groups.toml").read_text(encoding="utf-8"))
    group_of = {channel: group for group, rows in listed.items() for channel in rows}
    result = {group: Tally() for group in GROUPS}
    for channel, tally in channels.items():
        group = result[group_of.get(channel, "names")]
        group.total += tally.total
        group.touched += tally.touched
        group.whole += tally.whole
        group.high += tally.high
    return result


def as_data(score: Score, data: Path) -> dict[str, object]:
    """Return every figure of the texts, by group, kind, channel and variant."""
    return {
        "groups": {
            f"{name}, {part}": _figures(tally)
            for part, channels in (("plain", score.plain), ("in prose", score.prose), ("all", score.by_channel))
            for name, tally in grouped(channels, data).items()
        },
        "kinds": {kind: _kind(score, kind) for kind in score.words},
        "channels": {name: _figures(tally) for name, tally in sorted(score.by_channel.items())},
        "variants": {name: _figures(tally) for name, tally in score.by_variant.items()},
        "informed": _figures(score.informed),
        "codes_false_a_page": _codes_alone(score),
    }


def _codes_alone(score: Score) -> float:
    """Return the false alarms of codes alone on a page of prose without a leak."""
    kind = "neutral prose"
    counted = sum(1 for document, seen in score.alarms if document.kind == kind and seen.channel in _CODES)
    return round(counted * WORDS_A_PAGE / score.words[kind], 4) if score.words[kind] else 0.0


def _figures(tally: Tally) -> dict[str, float]:
    return {
        "count": tally.total,
        "overlap": round(tally.share(tally.touched), 4),
        "full_span": round(tally.share(tally.whole), 4),
        "blocked": round(tally.share(tally.high), 4),
    }


def _kind(score: Score, kind: str) -> dict[str, float]:
    documents = score.documents[kind]
    return {
        **(_figures(score.by_kind[kind]) if kind in score.by_kind else {}),
        "words": score.words[kind],
        "zero_leak_documents": round(score.clean[kind] / documents, 4) if documents else 1.0,
        "false_high_a_page": round(score.a_page(score.false_high, kind), 4),
        "false_low_a_page": round(score.a_page(score.false_low, kind), 4),
        "neutral_words_lost": round(score.lost[kind] / score.words[kind], 5) if score.words[kind] else 0.0,
    }
