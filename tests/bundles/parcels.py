"""Two desks and a small parcel, without a vault."""

from spoc_desk.bundles.desk_keys import DeskKeys
from spoc_desk.bundles.manifest import Manifest, State
from spoc_desk.bundles.records import Packed, pack
from spoc_desk.domain.handovers import BundleKind

NORTH, SOUTH = DeskKeys.new(), DeskKeys.new()
CASE = "7b1c9d3e-0000-4000-8000-000000000001"


def go_on(_done: int, _whole: int) -> bool:
    """Never stop."""
    return True


def packed() -> Packed:
    """Return two records."""
    return pack([("contacts", ["c1", "Harbour\nPrimary", 3, None]), ("cases", [CASE, "quiet harbour"])])


def manifest() -> Manifest:
    """Return a manifest from north to south; what the records are is filled in by `filled`."""
    return Manifest(
        bundle="0" * 31 + "1", kind=BundleKind.CASES, sender=NORTH.public.desk_id, receiver=SOUTH.public.desk_id,
        sequence=1, skipped=(), made_at="2026-11-23T09:30:00Z", expires_at="2026-12-07T09:30:00Z",
        made_by="Asha Brook", app="0.1.0", schema=18, answers="", words="", anchor=State(0, 5, 9, "a" * 64),
        yours=None, chains={CASE: ()},
        tables={"contacts": ("id", "name", "number", "gone"), "cases": ("id", "case_ref")}, counts={},
        records_bytes=0, records_digest="0" * 64, attachments=(), padding=0,
    )  # fmt: skip
