-- Backups that were read back from their medium and found whole. What is in them is not told here.

CREATE TABLE backups (
    id TEXT PRIMARY KEY,
    file_name TEXT NOT NULL CHECK (file_name <> ''),
    folder TEXT NOT NULL,
    made_at TEXT NOT NULL,
    verified_at TEXT NOT NULL,
    verified_by TEXT NOT NULL,
    file_bytes INTEGER NOT NULL CHECK (file_bytes > 0),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    commit_no INTEGER NOT NULL CHECK (commit_no >= 0),
    audit_head TEXT NOT NULL CHECK (length(audit_head) = 64),
    medium_asked INTEGER NOT NULL CHECK (medium_asked IN (0, 1)),
    tried_at TEXT,
    thinned_at TEXT,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE INDEX backups_verified ON backups (verified_at);
