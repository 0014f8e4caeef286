-- Why somebody did something to a record, in their own words, beside the trail: the trail itself holds only a keyed
-- seal over the words, so that they can go with the record at its disposal and the trail stays whole.
-- A released step is never edited: changes come in a new numbered file.

CREATE TABLE audit_reasons (
    seq INTEGER PRIMARY KEY,
    commit_no INTEGER NOT NULL,
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    words TEXT NOT NULL CHECK (words <> '')
) STRICT;

CREATE INDEX audit_reasons_commit ON audit_reasons (commit_no);

CREATE TRIGGER reasons_keep_words BEFORE UPDATE ON audit_reasons
BEGIN
    SELECT RAISE (ABORT, 'the audit trail only grows');
END;
