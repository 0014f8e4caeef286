"""Everything a case is made of travels, or is said to stay: asked of the database itself."""

from spoc_desk.casework.handover.carried import BY_NAME, LABELS, LEFT_BEHIND, OF_A_CASE, STAYS
from spoc_desk.casework.handover.leaks import FORMS
from spoc_desk.forms.loader import form_ids
from spoc_desk.vault.records.handover_rows import columns_pointing_at
from spoc_desk.vault.vault import Vault


def test_every_table_that_names_a_case_travels_or_stays_with_a_reason(vault: Vault) -> None:
    naming = {
        str(row[0])
        for row in vault.rows(
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
            " WHERE m.type = 'table' AND c.name = 'case_id'"
        )
    }
    travels = {store.name for store in OF_A_CASE} - {"cases"}
    assert travels <= naming
    assert naming - travels == set(STAYS)
    assert LABELS.keys() == BY_NAME.keys() and FORMS.keys() <= BY_NAME.keys()
    assert {form for forms in FORMS.values() for form in forms} <= set(form_ids())


def test_whatever_a_travelling_row_points_to_travels_or_is_left_behind(vault: Vault) -> None:
    tables = [str(row[0]) for row in vault.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    loose = {
        f"{table}.{column}"
        for target in tables
        if target not in BY_NAME
        for table, columns in columns_pointing_at(vault, target).items()
        if table in BY_NAME
        for column in columns
        if column not in LEFT_BEHIND.get(table, ())
    }
    assert loose == set()
