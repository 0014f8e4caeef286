"""What a leak scan tells: where, which channel, how bad, and why, in words that never repeat the text."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from spoc_desk.domain.document_checks import Mode

__all__ = ["Finding", "Mode", "Severity", "blocks"]


class Severity(StrEnum):
    """High blocks until the text is edited. Low must be looked at by a person."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True)
class Finding:
    """One place in the text that could tell a reader an area. Kept in memory only, never stored or logged."""

    start: int
    end: int
    channel: str
    severity: Severity
    why: str


def blocks(findings: Iterable[Finding]) -> bool:
    """Return whether these findings stop a print, an export or a pass-on (domain.md 1.0.1, rule 4)."""
    return any(finding.severity is Severity.HIGH for finding in findings)
