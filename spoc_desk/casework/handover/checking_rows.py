"""The records of a bundle, seen to be what they should be: of their kind, of a case, pointing inside it."""

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from spoc_desk.bundles.apart.asking import rows_of
from spoc_desk.bundles.manifest import Manifest, is_moment
from spoc_desk.bundles.opening import Opened
from spoc_desk.casework.handover.carried import BY_NAME, LEFT_BEHIND, OF_A_CASE
from spoc_desk.casework.handover.pack_lines import HAND_BACK_TABLES, PACK_TABLES
from spoc_desk.domain.handovers import BundleKind
from spoc_desk.handover_errors import BundleMisfit
from spoc_desk.vault.records.handover_rows import columns_pointing_at
from spoc_desk.vault.records.table import Reader, Table, encode
from spoc_desk.vault.rows import Row

Store = Table[Any]  # Any: the kinds differ; only names, columns and the decoder are used
Values = dict[str, str | int | None]
Checked = tuple[tuple[str, Values], ...]
_ID: Final = re.compile(r"[0-9a-f-]{32,36}")
_MOMENTS: Final = ("created_at", "updated_at", "deleted_at")
_BY_KIND: Final[Mapping[BundleKind, Mapping[str, Store]]] = {
    BundleKind.CASES: BY_NAME,
    BundleKind.COPY: BY_NAME,
    BundleKind.PACK: PACK_TABLES,
    BundleKind.HAND_BACK: HAND_BACK_TABLES,
}


def checked_rows(opened: Opened) -> Checked:
    """Return the records of a bundle: read in the process apart, and each seen to be one of its kind.

    Raises BundleMisfit for anything that is none.
    """
    manifest = opened.manifest
    known = _BY_KIND.get(manifest.kind, {})
    for name, columns in manifest.tables.items():
        if name not in known or set(columns) - set(known[name].columns):
            raise BundleMisfit()
    if not manifest.records:
        if manifest.records_bytes:
            raise BundleMisfit()
        return ()
    untrusted = rows_of(opened.untrusted_records, manifest.tables, manifest.counts)
    return tuple(
        (table, _checked(known[table], dict(zip(manifest.tables[table], cells, strict=True))))
        for table, cells in untrusted
    )


def as_record(store: Store, values: Values) -> Any:  # Any: the record of the store
    """Return checked values as the record they are."""
    return store.record(cast(Row, tuple(values[column] for column in store.columns)))


def by_case(reader: Reader, manifest: Manifest, rows: Checked) -> dict[str, list[tuple[str, Values]]]:
    """Return the rows by case.

    Raises BundleMisfit unless each belongs to a case of the manifest, each id comes once, and whatever a row points to
    is in the same case, or among the people and services of the bundle.
    """
    found: dict[str, list[tuple[str, Values]]] = {case_id: [] for case_id in manifest.chains}
    owner: dict[tuple[str, str], str] = {}
    of_a_case = {store.name for store in OF_A_CASE}
    for table, values in rows:
        row_id = str(values["id"])
        case_id = "" if table not in of_a_case else str(values["id"] if table == "cases" else values["case_id"])
        if (table, row_id) in owner or (table in of_a_case and case_id not in found):
            raise BundleMisfit()
        owner[table, row_id] = case_id
        if table in of_a_case:
            found[case_id].append((table, values))
    if not found or any(sum(table == "cases" for table, _ in own) != 1 for own in found.values()):
        raise BundleMisfit()
    _refuse_stray(reader, found, owner)
    return found


def _refuse_stray(
    reader: Reader, found: dict[str, list[tuple[str, Values]]], owner: Mapping[tuple[str, str], str]
) -> None:
    pointing = {target: columns_pointing_at(reader, target) for target in BY_NAME}
    for case_id, own in found.items():
        for table, values in own:
            for target, columns in pointing.items():
                for column in columns.get(table, ()):
                    pointed = values[column]
                    inside = "" if target == "contacts" else case_id
                    if pointed is not None and owner.get((target, str(pointed))) != inside:
                        raise BundleMisfit()


def _checked(store: Store, untrusted: Values) -> Values:
    """Return a row whose every value is what its record may hold. Raises BundleMisfit."""
    values: Values = {column: untrusted.get(column) for column in store.columns}
    behind = any(values[column] is not None for column in LEFT_BEHIND.get(store.name, ()))
    moments = all(is_moment(str(values[name])) for name in _MOMENTS if values.get(name) is not None)
    if behind or not moments or not _ID.fullmatch(str(values["id"])):
        raise BundleMisfit()
    try:
        record = as_record(store, values)
        if any(encode(getattr(record, column)) != values[column] for column in store.columns):
            raise BundleMisfit()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as err:
        raise BundleMisfit() from err
    return values
