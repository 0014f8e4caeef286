"""Where a rule comes from, in words an officer can look up: the code stays in the program."""

import re

TITLES = {
    "S000": "RELAY scheme",
    "S001": "Multi-Agency Safeguarding Arrangements",
    "S002": "Safeguarding Children Partnership website",
    "S003": "Relocating families due to risk",
    "S004": "Effective Support",
}
"""The documents, by the number the sources of this program have."""

LAWS = (
    "Working Together to Safeguard Children",
    "Female Genital Mutilation Act 2003, section 5B",
    "Children (Private Arrangements for Fostering) Regulations 2005",
    "Children Act 1989",
    "UK GDPR article 12(3)",
    "UK GDPR article 33",
    "Freedom of Information Act 2000, section 10",
)
"""Statutes and statutory guidance, which have names and no lines."""

RULE_OF_THIS_PROGRAM = "rule of this program"
_PLACE = re.compile(r"(S\d{3}):\s*(\d[\d,\s-]*)")


def source_words(source: str) -> str:
    """Return "Relocating families due to risk, lines 66 and 88" for "S003:66,88"; nothing for no source.

    What this program itself decided has no line to look up.
    """
    if not source:
        return ""
    found = [(TITLES[document], _lines(lines)) for document, lines in _PLACE.findall(source) if document in TITLES]
    told = [f"{title}, {lines}" for title, lines in found] + [law for law in LAWS if law in source]
    return "; ".join(told) or RULE_OF_THIS_PROGRAM


def _lines(text: str) -> str:
    """Return "line 50", "lines 66 and 88", "lines 180 to 186"."""
    parts = [part.strip().replace("-", " to ") for part in text.split(",") if part.strip()]
    if len(parts) == 1:
        return f"line{'s' if ' to ' in parts[0] else ''} {parts[0]}"
    return f"lines {', '.join(parts[:-1])} and {parts[-1]}"
