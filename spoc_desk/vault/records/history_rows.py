"""What happened on a case, from the records themselves: one question over all of them, newest first."""

from collections.abc import Collection

from spoc_desk.vault.reasons import SHOWN
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row, SqlValue

# kind of entry, day, table, further condition. The day decides where an entry stands.
_SOURCES: tuple[tuple[str, str, str, str], ...] = (
    ("move", "happened_on", "case_moves", ""),
    ("joined", "substr(created_at, 1, 10)", "members", ""),
    ("left", "left_on", "members", "left_on IS NOT NULL"),
    ("meeting", "held_on", "meetings", ""),
    ("spoc", "allocated_on", "appointments", ""),
    ("spoc_end", "ended_on", "appointments", "ended_on IS NOT NULL"),
    ("ukpps", "active_from", "ukpps_contacts", ""),
    ("ukpps_verified", "verified_on", "ukpps_contacts", "verified_on IS NOT NULL"),
    ("ukpps_end", "active_to", "ukpps_contacts", "active_to IS NOT NULL"),
    ("notice", "informed_on", "service_notices", ""),
    ("hand", "happened_on", "hands", ""),
    ("decision", "decided_on", "decisions", ""),
    ("flag_asked", "requested_on", "flags", "requested_on IS NOT NULL"),
    ("flag", "placed_on", "flags", "placed_on IS NOT NULL"),
    ("flag_off", "removed_on", "flags", "removed_on IS NOT NULL"),
    ("query", "received_on", "queries", ""),
    ("query_end", "closed_on", "queries", "closed_on IS NOT NULL"),
    ("concern", "substr(raised_at, 1, 10)", "concerns", ""),
    ("concern_end", "closed_on", "concerns", "closed_on IS NOT NULL"),
    ("route", "told_on", "routes_to_stop", "told_on IS NOT NULL"),
    ("route_end", "confirmed_on", "routes_to_stop", "confirmed_on IS NOT NULL"),
    ("check", "substr(checked_at, 1, 10)", "document_checks", ""),
    ("referral", "started_on", "referrals", ""),
    ("referral_sent", "substr(sent_at, 1, 10)", "referrals", "sent_at <> ''"),
    ("referral_decided", "decided_on", "referrals", "decided_on IS NOT NULL"),
    ("escalation", "substr(raised_at, 1, 10)", "escalations", ""),
    ("escalation_end", "ended_on", "escalations", "ended_on IS NOT NULL"),
    ("complaint", "received_on", "complaints", ""),
    ("complaint_end", "ended_on", "complaints", "ended_on IS NOT NULL"),
    ("consultation", "consulted_on", "consultations", ""),
    ("print", "substr(made_at, 1, 10)", "prints", ""),
    ("print_end", "destroyed_on", "prints", "destroyed_on IS NOT NULL"),
)
KINDS = tuple(source[0] for source in _SOURCES)


def history_page(reader: Reader, case_id: str, kinds: Collection[str], *, offset: int, limit: int) -> list[Row]:
    """Return kind, day, stored moment and id of one page of entries, newest first; within a day as entered."""
    chosen = [source for source in _SOURCES if source[0] in kinds]
    if not chosen:
        return []
    union = " UNION ALL ".join(_select(*source) for source in chosen)
    params: tuple[SqlValue, ...] = (*(case_id for _ in chosen), limit, offset)
    return reader.rows(f"{union} ORDER BY 2 DESC, 5 DESC LIMIT ? OFFSET ?", params)


def audit_page(reader: Reader, *, record_id: str, offset: int, limit: int) -> list[Row]:
    """Return one page of the audit trail, newest first; of one record, or of everything with an empty id."""
    where = "WHERE a.row_id = ? " if record_id else ""
    return reader.rows(
        "SELECT a.seq, a.at, coalesce(u.name, a.actor) AS who, a.act, a.table_name, a.row_id, a.version, "  # noqa: S608
        f"{SHOWN} AS reason FROM audit AS a LEFT JOIN users AS u ON u.id = a.actor "
        f"LEFT JOIN audit_reasons AS r ON r.seq = a.seq {where}ORDER BY a.seq DESC LIMIT ? OFFSET ?",
        (*((record_id,) if record_id else ()), limit, offset),
    )


def _select(kind: str, day: str, table: str, condition: str) -> str:
    extra = f" AND {condition}" if condition else ""
    return (
        f"SELECT '{kind}', {day}, created_at, id, (SELECT min(seq) FROM audit WHERE row_id = {table}.id) "  # noqa: S608
        f"FROM {table} "
        f"WHERE case_id = ? AND deleted_at IS NULL{extra}"
    )
