"""What went wrong, grouped and with examples, for those who write the detectors. Only ever of the open partition."""

from collections import defaultdict

from benchmarks.leaks.marked import Document
from benchmarks.leaks.scoring import Score

_AROUND = 30


def as_text(score: Score, examples: int = 4) -> str:
    """Return misses by channel and by variant, then false alarms by channel, the most frequent first."""
    return "\n".join(
        [
            "## Missed, by channel",
            *_missed(score, examples),
            "",
            "## Missed, by variant",
            *_by_variant(score),
            "",
            "## Seen but not blocked, or not covered whole",
            *_weak(score),
            "",
            "## False alarms",
            *_alarms(score, examples * 4),
            "",
        ]
    )


def _missed(score: Score, examples: int) -> list[str]:
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for document, truth in score.missed:
        groups[truth.channel][truth.variant].append(_shown(document, truth.start, truth.end))
    rows = []
    for channel, variants in sorted(groups.items(), key=lambda item: -sum(map(len, item[1].values()))):
        tally = score.by_channel[channel]
        rows.append(f"- **{channel}**: {tally.total - tally.touched} of {tally.total} missed")
        for variant, shown in sorted(variants.items(), key=lambda item: -len(item[1])):
            distinct = list(dict.fromkeys(shown))[:examples]
            rows.append(f"  - {variant} ({len(shown)}): " + " | ".join(distinct))
    return rows


def _by_variant(score: Score) -> list[str]:
    return [
        f"- {variant}: {tally.total - tally.touched} of {tally.total} missed"
        for variant, tally in sorted(score.by_variant.items(), key=lambda item: item[1].share(item[1].touched))
        if tally.touched < tally.total
    ]


def _weak(score: Score) -> list[str]:
    return [
        f"- {channel}: {tally.touched} touched, {tally.whole} whole, {tally.high} high"
        for channel, tally in sorted(score.by_channel.items())
        if tally.whole < tally.touched or tally.high < tally.touched
    ]


def _alarms(score: Score, examples: int) -> list[str]:
    groups: dict[str, list[str]] = defaultdict(list)
    for document, one in score.alarms:
        level = "high" if one.high else "low"
        groups[f"{document.kind}, {one.channel}, {level}"].append(_shown(document, one.start, one.end))
    return [
        f"- **{name}** ({len(shown)}): " + " | ".join(list(dict.fromkeys(shown))[:examples])
        for name, shown in sorted(groups.items(), key=lambda item: -len(item[1]))
    ]


def _shown(document: Document, start: int, end: int) -> str:
    """Return the place with a little around it, in one line."""
    before, after = document.text[max(0, start - _AROUND) : start], document.text[end : end + _AROUND]
    return f"{before}«{document.text[start:end]}»{after}".replace("\n", "⏎").replace("\t", "⇥").replace("\u00a0", "⍽")
