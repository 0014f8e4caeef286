"""The one table that is printed."""

from collections.abc import Mapping
from typing import Any

_KINDS = {"line": "single lines, every mangling", "record": "whole records"}


def as_table(result: Mapping[str, Any]) -> str:
    """Return the measurement for a reader."""
    parts = [_texts(result["texts"]), _speed(result), _files(result.get("files")), _long(result), _peers(result)]
    return "\n".join(row for part in parts for row in part)


def _texts(texts: Mapping[str, Any]) -> list[str]:
    rows = [_row("leaks in texts", "count", "overlap", "full span", "blocked")]
    for name, figures in texts["groups"].items():
        rows.append(_recall(name, figures))
    for name, figures in texts["kinds"].items():
        if "count" in figures:
            rows.append(_recall(_KINDS.get(name, name), figures))
    rows += ["", _row("false alarms and loss", "words", "high/page", "low/page", "lost", "zero-leak")]
    for name, figures in texts["kinds"].items():
        clean = f"{figures['zero_leak_documents']:.1%}" if "count" in figures else ""
        rows.append(
            _row(
                _KINDS.get(name, name),
                f"{figures['words']:,}",
                f"{figures['false_high_a_page']:.3f}",
                f"{figures['false_low_a_page']:.3f}",
                f"{figures['neutral_words_lost']:.2%}",
                clean,
            )
        )
    rows.append(_row("neutral prose, codes alone", "", f"{texts['codes_false_a_page']:.3f}"))
    return rows


def _recall(name: str, figures: Mapping[str, float]) -> str:
    shares = (f"{figures[key]:.2%}" for key in ("overlap", "full_span", "blocked"))
    return _row(name, f"{figures['count']:,.0f}", *shares)


def _speed(result: Mapping[str, Any]) -> list[str]:
    return ["", *(_row(label, value) for label, value in result["speed"].items())]


def _files(files: Mapping[str, Any] | None) -> list[str]:
    if files is None:
        return []
    rows = ["", _row("planted in files", "places", "reported", "survive", "copies")]
    for name, one in files["kinds"].items():
        rows.append(_row(name, one["planted"], one["reported"], one["survivors"], f"{one['copies']}/{one['files']}"))
    rows += [f"  not reported: {place}" for place in files["missed"]]
    rows += [f"  survives: {place}" for place in files["survived"]]
    rows += [f"  no copy: {place}" for place in files["refused"]]
    return rows


def _long(result: Mapping[str, Any]) -> list[str]:
    if "long_files" not in result:
        return []
    rows = ["", _row("drawn at 200 dpi, pages/s and core", result["raster_pages_a_second"])]
    for pages, one in result["long_files"].items():
        rows.append(_row(f"check of {pages:,} PDF pages", f"{one['pages_a_second']}/s", f"{one['peak_mb']} MB"))
    return rows


def _peers(result: Mapping[str, Any]) -> list[str]:
    rows = [""] if "peers" in result else []
    for name, one in result.get("peers", {}).items():
        rows.append(f"{name}: " + ", ".join(f"{label.replace('_', ' ')} {value}" for label, value in one.items()))
    return rows


def _row(first: object, *rest: object) -> str:
    return f"{first!s:<34}" + "".join(f"{one!s:>12}" for one in rest)
