"""The file itself: an age file (age-encryption.org/v1) for one desk. Inside, before anything else, who signed what.

    MAGIC (8) | format (2) | sender's signing key (32) | length (4) | manifest | signature (64)
    | records | attachments, one after the other | zeros up to a whole step

The signature covers the manifest, and that names the receiver, the sizes and the SHA-256 of everything behind it: what
was sealed for one desk cannot be passed on to another as if it were meant for it.
"""

import struct
from typing import Final

from spoc_desk.bundles.desk_keys import SIGNING_BYTES, DeskKeys
from spoc_desk.bundles.limits import MOST_MANIFEST, PADDED_TO
from spoc_desk.bundles.manifest import FORMAT, Manifest
from spoc_desk.handover_errors import BundleTooLarge

MAGIC: Final = b"SPOCHND1"
SUFFIX: Final = ".age"
PARTIAL: Final = ".partial"
PREFIX: Final = struct.Struct(f">8sH{SIGNING_BYTES}sI")
_LABEL: Final = b"spoc-desk/hand-over/1\0"
HEAD_START: Final = b"age-encryption.org/v1\n"
LONGEST_AGE_HEAD: Final = 16 * 1024


def signed_words(prefix: bytes, manifest: bytes) -> bytes:
    """Return what the sender signs."""
    return _LABEL + prefix + manifest


def head_of(manifest: Manifest, keys: DeskKeys) -> bytes:
    """Return everything before the records. Raises BundleTooLarge."""
    said = manifest.encoded()
    if len(said) > MOST_MANIFEST:
        raise BundleTooLarge()
    prefix = PREFIX.pack(MAGIC, FORMAT, keys.public.signing, len(said))
    return prefix + said + keys.sign(signed_words(prefix, said))


def padding_for(size: int) -> int:
    """Return how many zeros make a payload of *size* bytes a whole number of steps."""
    return -size % PADDED_TO
