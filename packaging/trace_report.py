"""Say which requirements of the sources are covered: the outcomes of the tests laid over the list of requirements."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "resources" / "requirements" / "requirements.json"


@dataclass(frozen=True)
class Requirement:
    """One requirement, and the tests that carry its id and passed."""

    id: str
    source: str
    text: str
    covered: bool
    tests: tuple[str, ...]


def read(outcomes: Path) -> tuple[Requirement, ...]:
    """Return every requirement in the order of the list. Covered: a test of it passed, and none of its tests failed."""
    tests: dict[str, dict[str, str]] = json.loads(outcomes.read_text(encoding="utf-8"))
    return tuple(
        Requirement(
            id=entry["id"],
            source=entry["source"],
            text=entry["text"],
            covered="passed" in (seen := tests.get(entry["id"], {})).values() and "failed" not in seen.values(),
            tests=tuple(sorted(name for name, outcome in seen.items() if outcome == "passed")),
        )
        for entry in json.loads(REQUIREMENTS.read_text(encoding="utf-8"))
    )


def counts(coverage: tuple[Requirement, ...]) -> dict[str, tuple[int, int]]:
    """Return (covered, all) for each source, in the order of the list."""
    sources = dict.fromkeys(requirement.source for requirement in coverage)
    return {
        source: (
            sum(one.covered for one in coverage if one.source == source),
            sum(one.source == source for one in coverage),
        )
        for source in sources
    }


def as_text(coverage: tuple[Requirement, ...]) -> str:
    """Return a line for each requirement, a line for each source, and the sum."""
    lines = [f"{one.id}  {'covered' if one.covered else 'not    '}  {one.text}" for one in coverage]
    lines += [f"{source} {covered} of {total}" for source, (covered, total) in counts(coverage).items()]
    lines.append(f"covered {sum(one.covered for one in coverage)} of {len(coverage)}")
    return "\n".join(lines)


def as_json(coverage: tuple[Requirement, ...]) -> str:
    """Return the same as data."""
    sources = {source: {"covered": covered, "total": total} for source, (covered, total) in counts(coverage).items()}
    whole = {
        "covered": sum(one.covered for one in coverage),
        "total": len(coverage),
        "sources": sources,
        "requirements": [asdict(one) for one in coverage],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)
