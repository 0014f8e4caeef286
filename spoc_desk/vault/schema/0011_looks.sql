-- Who looked: entries that change no row are few among many, and are read by their act.
-- A released step is never edited: changes come in a new numbered file.

CREATE INDEX audit_notes ON audit (act, seq) WHERE version = 0;
