"""The file name of a copy: it tells nothing of what the copy was made from."""

_LEAST = 8  # bytes; fewer would repeat within an office


def neutral_name(noise: bytes) -> str:
    """Return "doc-….pdf" from random bytes that were drawn for this copy alone."""
    if len(noise) < _LEAST:
        raise ValueError("a name needs at least eight random bytes")
    return f"doc-{noise[:_LEAST].hex()}.pdf"
