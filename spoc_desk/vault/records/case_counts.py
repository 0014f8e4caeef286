"""How many of everything a case has, in one question to the database."""

from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Row

# Each line: the name of the number, the table, and which of its rows of the case count.
_COUNTS: tuple[tuple[str, str, str], ...] = (
    ("members", "members", "left_on IS NULL"),
    ("meetings", "meetings", "1"),
    ("needs", "needs", "continuity <> 'not_needed'"),
    ("needs_not_in_place", "needs", "continuity IN ('to_arrange', 'referred')"),
    ("items", "exchange_items", "1"),
    ("items_unanswered", "exchange_items", "is_open = 1 AND applicable = 'not_known'"),
    ("items_open", "exchange_items", "is_open = 1"),
    ("items_not_passed", "exchange_items", "is_open = 1 AND state <> 'with_ukpps'"),
    ("open_queries", "queries", "closed_on IS NULL"),
    ("open_concerns", "concerns", "closed_on IS NULL"),
    ("pausing_concerns", "concerns", "pauses_exchange = 1 AND state NOT IN ('advised', 'closed')"),
    ("routes_listed", "routes_to_stop", "1"),
    ("routes_started", "routes_to_stop", "applies <> 'not_known' OR told_on IS NOT NULL"),
    ("routes_applying", "routes_to_stop", "applies = 'yes'"),
    ("routes_confirmed", "routes_to_stop", "applies = 'yes' AND confirmed_on IS NOT NULL"),
    ("flags_needed", "flags", "holds_record = 'yes' AND removed_on IS NULL"),
    ("flags_placed", "flags", "holds_record = 'yes' AND removed_on IS NULL AND placed_on IS NOT NULL"),
    (
        "ukpps_spoc_verified",
        "ukpps_contacts",
        "role = 'ukpps_spoc' AND active_to IS NULL AND identity_verified <> 'not_yet'",
    ),
    ("standards_met", "standards", "met = 'met'"),
)

_ONE = "(SELECT count(*) FROM {table} WHERE case_id = ? AND deleted_at IS NULL AND ({which})) AS {name}"
_ALL = "SELECT " + ", ".join(_ONE.format(name=name, table=table, which=which) for name, table, which in _COUNTS)

_INFORMED = (
    "SELECT DISTINCT n.tier FROM needs n"
    " JOIN service_notices s ON s.case_id = n.case_id AND s.deleted_at IS NULL"
    " JOIN contacts c ON c.id = s.service"
    " WHERE n.case_id = ? AND n.deleted_at IS NULL AND n.continuity <> 'not_needed'"
    " AND (s.service = n.local_provider OR c.service = n.service)"
)
_NOT_INFORMED = (
    "SELECT n.id FROM needs n"
    " WHERE n.case_id = ? AND n.deleted_at IS NULL AND n.continuity <> 'not_needed' AND n.tier <> 'ukpps'"
    " AND NOT EXISTS (SELECT 1 FROM service_notices s JOIN contacts c ON c.id = s.service"
    " WHERE s.case_id = n.case_id AND s.deleted_at IS NULL"
    " AND (s.service = n.local_provider OR c.service = n.service)) ORDER BY n.created_at, n.id"
)
_TIERS = (
    "SELECT DISTINCT tier FROM needs"
    " WHERE case_id = ? AND deleted_at IS NULL AND continuity <> 'not_needed' AND tier <> 'ukpps'"
)


def case_counts(reader: Reader, case_id: str) -> Row:
    """Return the numbers of one case, by name."""
    row = reader.one(_ALL, (case_id,) * len(_COUNTS))
    if row is None:
        raise AssertionError("a row of counts is always there")
    return row


def tiers_in_use(reader: Reader, case_id: str) -> frozenset[str]:
    """Return the tiers of our own services that the family needs."""
    return frozenset(str(tier) for (tier,) in reader.rows(_TIERS, (case_id,)))


def tiers_informed(reader: Reader, case_id: str) -> frozenset[str]:
    """Return the tiers of which at least one needed service was told."""
    return frozenset(str(tier) for (tier,) in reader.rows(_INFORMED, (case_id,)))


def needs_not_informed(reader: Reader, case_id: str) -> tuple[str, ...]:
    """Return the ids of the needs whose service was not told yet (D-04)."""
    return tuple(str(need) for (need,) in reader.rows(_NOT_INFORMED, (case_id,)))
