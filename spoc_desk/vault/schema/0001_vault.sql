-- The kernel's own tables. A released step is never edited: changes come in a new numbered file.
-- Every table with the columns id and version is audited: each of its rows must match its last audit entry.

CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    vault_id TEXT NOT NULL CHECK (length(vault_id) = 32),
    generation INTEGER NOT NULL CHECK (generation >= 1),
    epoch INTEGER NOT NULL CHECK (epoch >= 0),
    header_seq INTEGER NOT NULL CHECK (header_seq >= 1),
    setup_complete INTEGER NOT NULL CHECK (setup_complete IN (0, 1)),
    created_at TEXT NOT NULL,
    commit_counter INTEGER NOT NULL CHECK (commit_counter >= 0),
    audit_seq INTEGER NOT NULL CHECK (audit_seq >= 0),
    audit_head BLOB NOT NULL CHECK (length(audit_head) = 32),
    checkpoints INTEGER NOT NULL CHECK (checkpoints >= 0),
    -- Sealed under keys derived from the master key: a new master key seals them again and the chain stays whole.
    audit_key BLOB NOT NULL,
    row_key BLOB NOT NULL
) STRICT;

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    roles TEXT NOT NULL CHECK (json_valid(roles)),
    version INTEGER NOT NULL CHECK (version >= 1),
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- One row per slot the header ever had; ended ones stay, because their signatures are still checked.
CREATE TABLE keyslots (
    id TEXT PRIMARY KEY CHECK (length(id) = 8),
    user_id TEXT REFERENCES users (id),
    kind TEXT NOT NULL CHECK (kind IN ('password', 'recovery')),
    label TEXT NOT NULL,
    signing_public BLOB NOT NULL CHECK (length(signing_public) = 32),
    binding_key BLOB CHECK (length(binding_key) = 32),
    sheet INTEGER CHECK (sheet >= 1),
    confirmed_at TEXT,
    ended_at TEXT,
    version INTEGER NOT NULL CHECK (version >= 1),
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT,
    CHECK ((kind = 'password') = (user_id IS NOT NULL)),
    CHECK ((kind = 'recovery') = (sheet IS NOT NULL)),
    CHECK (ended_at IS NOT NULL OR binding_key IS NOT NULL)
) STRICT;

-- version: of the row after the change; 0 where no row changed; below 0 where the row was erased at that version.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    commit_no INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act <> ''),
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    row_hash BLOB,
    operation_id TEXT,
    reason TEXT NOT NULL,
    prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    CHECK ((version > 0) = (row_hash IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX audit_operation ON audit (operation_id) WHERE operation_id IS NOT NULL;
CREATE INDEX audit_row ON audit (row_id, seq) WHERE row_id <> '';

CREATE TRIGGER audit_keeps_entries BEFORE DELETE ON audit
BEGIN
    SELECT RAISE (ABORT, 'the audit trail only grows');
END;

CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE (ABORT, 'the audit trail only grows');
END;

-- A signature over the head of the audit trail, made with the key of the slot that is unlocked.
CREATE TABLE audit_checkpoints (
    audit_seq INTEGER PRIMARY KEY,
    head BLOB NOT NULL CHECK (length(head) = 32),
    commit_no INTEGER NOT NULL,
    at TEXT NOT NULL,
    slot_id TEXT NOT NULL REFERENCES keyslots (id),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;

CREATE TRIGGER checkpoints_keep_entries BEFORE DELETE ON audit_checkpoints
BEGIN
    SELECT RAISE (ABORT, 'the audit trail only grows');
END;

CREATE TRIGGER checkpoints_keep_words BEFORE UPDATE ON audit_checkpoints
BEGIN
    SELECT RAISE (ABORT, 'the audit trail only grows');
END;

-- Earlier states of audited rows, as the canonical JSON their audit entry was made over.
CREATE TABLE row_history (
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    replaced_at TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;

CREATE UNIQUE INDEX row_history_row ON row_history (row_id, version, table_name);

-- Half-typed text, apart from the records. Not audited: it is nobody's statement yet.
CREATE TABLE drafts (
    user_id TEXT NOT NULL REFERENCES users (id),
    place TEXT NOT NULL CHECK (place <> ''),
    answers TEXT NOT NULL CHECK (json_valid(answers)),
    focus TEXT NOT NULL,
    caret INTEGER NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (user_id, place)
) STRICT;
