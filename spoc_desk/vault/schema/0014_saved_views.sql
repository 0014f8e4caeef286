-- Views of the lists that people named for themselves: filters that were picked and the order, never what was typed.
-- A released step is never edited: changes come in a new file.

CREATE TABLE saved_views (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    list_name TEXT NOT NULL CHECK (list_name <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    shown TEXT NOT NULL CHECK (json_valid(shown)),
    sort TEXT NOT NULL,
    descending INTEGER NOT NULL CHECK (descending IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE INDEX saved_views_mine ON saved_views (user_id, list_name);
