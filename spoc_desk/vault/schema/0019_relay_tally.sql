-- How many notifications stand where, kept by triggers with every change: the lists say how many there are without
-- counting the ended ones of fifty years. A released step is never edited: changes come in a new file.

CREATE TABLE relay_tally (
    state TEXT PRIMARY KEY,
    incidents INTEGER NOT NULL CHECK (incidents >= 0)
) STRICT;

INSERT INTO relay_tally (state, incidents)
SELECT state, count(*) FROM relay_incidents WHERE deleted_at IS NULL GROUP BY state;

CREATE TRIGGER relay_tally_added AFTER INSERT ON relay_incidents WHEN NEW.deleted_at IS NULL
BEGIN
    INSERT INTO relay_tally (state, incidents) VALUES (NEW.state, 1)
    ON CONFLICT (state) DO UPDATE SET incidents = incidents + 1;
END;

CREATE TRIGGER relay_tally_erased AFTER DELETE ON relay_incidents WHEN OLD.deleted_at IS NULL
BEGIN
    UPDATE relay_tally SET incidents = incidents - 1 WHERE state = OLD.state;
END;

CREATE TRIGGER relay_tally_moved AFTER UPDATE OF state, deleted_at ON relay_incidents
WHEN OLD.state <> NEW.state OR OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
    UPDATE relay_tally SET incidents = incidents - 1 WHERE state = OLD.state AND OLD.deleted_at IS NULL;
    INSERT INTO relay_tally (state, incidents) SELECT NEW.state, 1 WHERE NEW.deleted_at IS NULL
    ON CONFLICT (state) DO UPDATE SET incidents = incidents + 1;
END;

-- Ended notifications that the review list does not hold yet: usually none, so that opening it walks nothing else.

CREATE TABLE relay_unlisted (
    id TEXT PRIMARY KEY
) STRICT;

INSERT INTO relay_unlisted (id) SELECT i.id FROM relay_incidents AS i
WHERE i.state IN ('closed', 'handled', 'not_shared', 'referred') AND i.deleted_at IS NULL
AND NOT EXISTS (SELECT 1 FROM retention AS t WHERE t.record_id = i.id AND t.closed_on IS NOT NULL);

CREATE TRIGGER relay_unlisted_added AFTER INSERT ON relay_incidents
WHEN NEW.state IN ('closed', 'handled', 'not_shared', 'referred') AND NEW.deleted_at IS NULL
BEGIN
    INSERT OR IGNORE INTO relay_unlisted (id) SELECT NEW.id
    WHERE NOT EXISTS (SELECT 1 FROM retention AS t WHERE t.record_id = NEW.id AND t.closed_on IS NOT NULL);
END;

CREATE TRIGGER relay_unlisted_moved AFTER UPDATE OF state, deleted_at ON relay_incidents
BEGIN
    DELETE FROM relay_unlisted WHERE id = NEW.id;
    INSERT INTO relay_unlisted (id) SELECT NEW.id
    WHERE NEW.state IN ('closed', 'handled', 'not_shared', 'referred') AND NEW.deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM retention AS t WHERE t.record_id = NEW.id AND t.closed_on IS NOT NULL);
END;

CREATE TRIGGER relay_unlisted_erased AFTER DELETE ON relay_incidents
BEGIN
    DELETE FROM relay_unlisted WHERE id = OLD.id;
END;

CREATE TRIGGER relay_unlisted_listed AFTER INSERT ON retention WHEN NEW.kind = 'relay' AND NEW.closed_on IS NOT NULL
BEGIN
    DELETE FROM relay_unlisted WHERE id = NEW.record_id;
END;

CREATE TRIGGER relay_unlisted_listed_again AFTER UPDATE OF closed_on ON retention
WHEN NEW.kind = 'relay' AND NEW.closed_on IS NOT NULL
BEGIN
    DELETE FROM relay_unlisted WHERE id = NEW.record_id;
END;

CREATE TRIGGER relay_unlisted_forgotten AFTER DELETE ON retention WHEN OLD.kind = 'relay'
BEGIN
    INSERT OR IGNORE INTO relay_unlisted (id) SELECT i.id FROM relay_incidents AS i WHERE i.id = OLD.record_id
    AND i.state IN ('closed', 'handled', 'not_shared', 'referred') AND i.deleted_at IS NULL;
END;
