-- How many serious incidents and cases of the group there are, open and ended: kept by triggers, so that a list knows it.
-- A released step is never edited: changes come in a new file.

CREATE TABLE incident_tally (
    ended INTEGER PRIMARY KEY CHECK (ended IN (0, 1)),
    records INTEGER NOT NULL CHECK (records >= 0)
) STRICT;

INSERT INTO incident_tally (ended, records) VALUES (0, 0), (1, 0);
UPDATE incident_tally SET records = (SELECT count(*) FROM serious_incidents WHERE deleted_at IS NULL AND (serious_incidents.closed_on IS NOT NULL) = ended);

CREATE TRIGGER incident_tally_added AFTER INSERT ON serious_incidents WHEN NEW.deleted_at IS NULL
BEGIN
    UPDATE incident_tally SET records = records + 1 WHERE ended = (NEW.closed_on IS NOT NULL);
END;

CREATE TRIGGER incident_tally_erased AFTER DELETE ON serious_incidents WHEN OLD.deleted_at IS NULL
BEGIN
    UPDATE incident_tally SET records = records - 1 WHERE ended = (OLD.closed_on IS NOT NULL);
END;

CREATE TRIGGER incident_tally_moved AFTER UPDATE OF closed_on, deleted_at ON serious_incidents
BEGIN
    UPDATE incident_tally SET records = records - 1 WHERE ended = (OLD.closed_on IS NOT NULL) AND OLD.deleted_at IS NULL;
    UPDATE incident_tally SET records = records + 1 WHERE ended = (NEW.closed_on IS NOT NULL) AND NEW.deleted_at IS NULL;
END;

CREATE TABLE review_tally (
    ended INTEGER PRIMARY KEY CHECK (ended IN (0, 1)),
    records INTEGER NOT NULL CHECK (records >= 0)
) STRICT;

INSERT INTO review_tally (ended, records) VALUES (0, 0), (1, 0);
UPDATE review_tally SET records = (SELECT count(*) FROM case_reviews WHERE deleted_at IS NULL AND (case_reviews.closed_on IS NOT NULL) = ended);

CREATE TRIGGER review_tally_added AFTER INSERT ON case_reviews WHEN NEW.deleted_at IS NULL
BEGIN
    UPDATE review_tally SET records = records + 1 WHERE ended = (NEW.closed_on IS NOT NULL);
END;

CREATE TRIGGER review_tally_erased AFTER DELETE ON case_reviews WHEN OLD.deleted_at IS NULL
BEGIN
    UPDATE review_tally SET records = records - 1 WHERE ended = (OLD.closed_on IS NOT NULL);
END;

CREATE TRIGGER review_tally_moved AFTER UPDATE OF closed_on, deleted_at ON case_reviews
BEGIN
    UPDATE review_tally SET records = records - 1 WHERE ended = (OLD.closed_on IS NOT NULL) AND OLD.deleted_at IS NULL;
    UPDATE review_tally SET records = records + 1 WHERE ended = (NEW.closed_on IS NOT NULL) AND NEW.deleted_at IS NULL;
END;
