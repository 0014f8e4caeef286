-- Hand-over between two desks. Custody moves and is never merged: a case that is with another desk is only read here.
-- A released step is never edited: changes come in a new numbered file.

-- This desk: the secret half of its keys. One row.
CREATE TABLE own_desk (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    role TEXT NOT NULL CHECK (role IN ('la_spoc', 'deputy', 'dcs_office', 'dass_office')),
    signing_secret TEXT NOT NULL,
    receiving_secret TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- Other desks whose six words were compared; seen_*: how far their vault had come when they last sealed something for us.
CREATE TABLE known_desks (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    role TEXT NOT NULL CHECK (role IN ('la_spoc', 'deputy', 'dcs_office', 'dass_office')),
    signing_key TEXT NOT NULL,
    receiving_key TEXT NOT NULL,
    met_on TEXT NOT NULL CHECK (met_on IS date(met_on)),
    met_by TEXT NOT NULL,
    revoked_on TEXT CHECK (revoked_on IS date(revoked_on)),
    revoked_by TEXT NOT NULL,
    revoked_reason TEXT NOT NULL,
    sent_sequence INTEGER NOT NULL CHECK (sent_sequence >= 0),
    seen_epoch INTEGER NOT NULL CHECK (seen_epoch >= 0),
    seen_sequence INTEGER NOT NULL CHECK (seen_sequence >= 0),
    seen_commit INTEGER NOT NULL CHECK (seen_commit >= 0),
    seen_entry INTEGER NOT NULL CHECK (seen_entry >= 0),
    seen_head TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- Every bundle that was sealed or taken in, in numbers; the id is the bundle's.
CREATE TABLE handovers (
    id TEXT PRIMARY KEY,
    way TEXT NOT NULL CHECK (way IN ('out', 'in')),
    kind TEXT NOT NULL CHECK (kind IN ('cases', 'copy', 'pack', 'hand_back', 'receipt', 'cancelled')),
    desk_id TEXT NOT NULL REFERENCES known_desks (id),
    sequence INTEGER NOT NULL CHECK (sequence >= 0),
    state TEXT NOT NULL CHECK (state IN ('writing', 'sent', 'receipted', 'cancelled', 'taken', 'barred', 'undone')),
    made_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    by_name TEXT NOT NULL,
    file_name TEXT NOT NULL,
    cases INTEGER NOT NULL CHECK (cases >= 0),
    records INTEGER NOT NULL CHECK (records >= 0),
    attachments INTEGER NOT NULL CHECK (attachments >= 0),
    file_bytes INTEGER NOT NULL CHECK (file_bytes >= 0),
    answers TEXT NOT NULL,
    head_code TEXT NOT NULL,
    settled_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE INDEX handovers_made ON handovers (made_at, id);
CREATE INDEX handovers_desk ON handovers (desk_id, way, sequence);
CREATE INDEX handovers_open ON handovers (state, made_at) WHERE state IN ('writing', 'sent');

-- Whose hands a case is in. No row: it was always here.
CREATE TABLE custody (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE REFERENCES cases (id),
    state TEXT NOT NULL CHECK (state IN ('here', 'away', 'there', 'copy', 'taken_back')),
    desk_id TEXT NOT NULL REFERENCES known_desks (id),
    handover_id TEXT NOT NULL,
    since TEXT NOT NULL CHECK (since IS date(since)),
    chain TEXT NOT NULL CHECK (json_valid(chain)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE INDEX custody_handover ON custody (handover_id);
CREATE INDEX custody_away ON custody (state, case_id) WHERE state <> 'here';

-- A deputy pack as it came: lines to read until a day, and nothing of it afterwards.
CREATE TABLE packs (
    id TEXT PRIMARY KEY,
    desk_id TEXT NOT NULL REFERENCES known_desks (id),
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on)),
    lines TEXT NOT NULL CHECK (json_valid(lines)),
    handed_back_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- What a deputy did while the pack was with her, and at the other desk what is still to be entered of it.
CREATE TABLE pack_notes (
    id TEXT PRIMARY KEY,
    pack_id TEXT NOT NULL,
    case_id TEXT REFERENCES cases (id),
    case_ref TEXT NOT NULL,
    done_on TEXT NOT NULL CHECK (done_on IS date(done_on)),
    done_by TEXT NOT NULL,
    what_was_done TEXT NOT NULL CHECK (what_was_done <> ''),
    entered_on TEXT CHECK (entered_on IS date(entered_on)),
    entered_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE INDEX pack_notes_pack ON pack_notes (pack_id, done_on);
CREATE INDEX pack_notes_case ON pack_notes (case_id) WHERE case_id IS NOT NULL;
