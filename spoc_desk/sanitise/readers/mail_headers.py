"""The headers of a mail: the five a reader sees as a small table, and all others by what they give away."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.mime import Header
from spoc_desk.sanitise.readers.unit import Found, Shape, Unit

# The first pattern that fits names the channel.
_BY_NAME: Final = tuple(
    (re.compile(pattern), channel)
    for pattern, channel in (
        (
            r"(x-)?received(-spf)?|delivered-to|x-forwarded-\w+|via|x-mailer-host|x-.*-(host|helo|relay).*",
            "mail-received",
        ),
        (r"x-.*-?ip|x-.*-ip-.*|x-client-.*|x-sender-?ip.*|x-remote-.*", "mail-origin-ip"),
        (
            r"(resent-)?message-id|references|in-reply-to|content-id|thread-index|x-ms-tnef-correlator",
            "mail-message-id",
        ),
        (
            r"dkim-signature|domainkey-signature|arc-.*|(x-)?(original-)?authentication-results.*|x-google-dkim.*",
            "mail-signature",
        ),
        (r"list-.*|x-mailing-list|mailing-list|precedence|feedback-id", "mail-list"),
        (r"thread-topic|x-thread.*", "mail-thread"),
        (r"organi[sz]ation|x-organi[sz]ation|x-company", "mail-organisation"),
        (r"x-ms-.*|x-microsoft.*|x-exchange.*|x-eop.*|x-forefront.*|msip_.*|x-auto-response-suppress", "mail-exchange"),
        (
            r"reply-to|sender|return-path|errors-to|(disposition|return-receipt).*|mail-(reply|followup)-to",
            "mail-reply-to",
        ),
    )
)
HEADING: Final = ("from", "to", "cc", "bcc", "subject", "date")
_LONGEST_LABEL: Final = 60


def channel_of(name: str) -> str:
    """Return the channel of a header by its name."""
    return next((channel for pattern, channel in _BY_NAME if pattern.fullmatch(name)), "mail-header")


def heading(pairs: Sequence[tuple[str, str]], part: str = "Heading") -> Iterator[Found]:
    """Yield the table that stands above a mail: what is empty is left out."""
    lines = [f"{label}\t{' '.join(value.split())}" for label, value in pairs if value.strip()]
    if lines:
        yield Unit("\n".join(lines), "mail-heading", part, shown=True, shape=Shape.TABLE)


def all_headers(headers: Sequence[Header], *, heading_too: bool = False) -> Iterator[Found]:
    """Yield every header with its name; those of the heading only where asked for, or where they come twice."""
    seen: set[str] = set()
    for header in headers:
        again = header.name in seen
        seen.add(header.name)
        if header.name in HEADING and not (again or heading_too):
            continue
        channel = "mail-heading" if header.name in HEADING else channel_of(header.name)
        if text := header.text:
            yield Unit(f"{header.name}: {text}" if header.name else text, channel, "Headers")


def shown_heading(headers: Sequence[Header]) -> Iterator[Found]:
    """Yield the heading of a mail from its headers, the first of each name."""
    values = {header.name: header.text for header in reversed(headers) if header.name in HEADING}
    yield from heading([(name.capitalize(), values.get(name, "")) for name in HEADING])


def count_parts(budget: Budget, size: int) -> None:
    """Count one part of a mail against the limits of the file."""
    budget.take_member(size, size)
    budget.take_bytes(size)
