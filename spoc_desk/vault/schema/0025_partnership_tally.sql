-- How many decisions, concerns and requests for records there are, open and ended, kept by triggers with every change: the
-- lists say it without counting fifty years. The indexes of what is searched hold every row: one that leaves some out is
-- not used for a search. A released step is never edited: changes come in a new file.

DROP INDEX decisions_about;
CREATE INDEX decisions_about ON decisions (about);

CREATE TABLE decision_tally (
    ended INTEGER PRIMARY KEY CHECK (ended IN (0, 1)),
    records INTEGER NOT NULL CHECK (records >= 0)
) STRICT;

INSERT INTO decision_tally (ended, records) VALUES (0, 0), (1, 0);
UPDATE decision_tally SET records = (SELECT count(*) FROM decisions WHERE deleted_at IS NULL AND (0) = ended);

CREATE TRIGGER decision_tally_added AFTER INSERT ON decisions WHEN NEW.deleted_at IS NULL
BEGIN
    UPDATE decision_tally SET records = records + 1 WHERE ended = (0);
END;

CREATE TRIGGER decision_tally_erased AFTER DELETE ON decisions WHEN OLD.deleted_at IS NULL
BEGIN
    UPDATE decision_tally SET records = records - 1 WHERE ended = (0);
END;

CREATE TRIGGER decision_tally_moved AFTER UPDATE OF deleted_at ON decisions
BEGIN
    UPDATE decision_tally SET records = records - 1 WHERE ended = (0) AND OLD.deleted_at IS NULL;
    UPDATE decision_tally SET records = records + 1 WHERE ended = (0) AND NEW.deleted_at IS NULL;
END;

CREATE TABLE concern_tally (
    ended INTEGER PRIMARY KEY CHECK (ended IN (0, 1)),
    records INTEGER NOT NULL CHECK (records >= 0)
) STRICT;

INSERT INTO concern_tally (ended, records) VALUES (0, 0), (1, 0);
UPDATE concern_tally SET records = (SELECT count(*) FROM concerns WHERE deleted_at IS NULL AND (concerns.closed_on IS NOT NULL) = ended);

CREATE TRIGGER concern_tally_added AFTER INSERT ON concerns WHEN NEW.deleted_at IS NULL
BEGIN
    UPDATE concern_tally SET records = records + 1 WHERE ended = (NEW.closed_on IS NOT NULL);
END;

CREATE TRIGGER concern_tally_erased AFTER DELETE ON concerns WHEN OLD.deleted_at IS NULL
BEGIN
    UPDATE concern_tally SET records = records - 1 WHERE ended = (OLD.closed_on IS NOT NULL);
END;

CREATE TRIGGER concern_tally_moved AFTER UPDATE OF closed_on, deleted_at ON concerns
BEGIN
    UPDATE concern_tally SET records = records - 1 WHERE ended = (OLD.closed_on IS NOT NULL) AND OLD.deleted_at IS NULL;
    UPDATE concern_tally SET records = records + 1 WHERE ended = (NEW.closed_on IS NOT NULL) AND NEW.deleted_at IS NULL;
END;

CREATE TABLE access_tally (
    ended INTEGER PRIMARY KEY CHECK (ended IN (0, 1)),
    records INTEGER NOT NULL CHECK (records >= 0)
) STRICT;

INSERT INTO access_tally (ended, records) VALUES (0, 0), (1, 0);
UPDATE access_tally SET records = (SELECT count(*) FROM access_requests WHERE deleted_at IS NULL AND (access_requests.answered_on IS NOT NULL) = ended);

CREATE TRIGGER access_tally_added AFTER INSERT ON access_requests WHEN NEW.deleted_at IS NULL
BEGIN
    UPDATE access_tally SET records = records + 1 WHERE ended = (NEW.answered_on IS NOT NULL);
END;

CREATE TRIGGER access_tally_erased AFTER DELETE ON access_requests WHEN OLD.deleted_at IS NULL
BEGIN
    UPDATE access_tally SET records = records - 1 WHERE ended = (OLD.answered_on IS NOT NULL);
END;

CREATE TRIGGER access_tally_moved AFTER UPDATE OF answered_on, deleted_at ON access_requests
BEGIN
    UPDATE access_tally SET records = records - 1 WHERE ended = (OLD.answered_on IS NOT NULL) AND OLD.deleted_at IS NULL;
    UPDATE access_tally SET records = records + 1 WHERE ended = (NEW.answered_on IS NOT NULL) AND NEW.deleted_at IS NULL;
END;
