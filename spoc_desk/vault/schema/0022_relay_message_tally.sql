-- How many messages of notifications that are to be shared stand where, kept by triggers like relay_tally: the tabs say it
-- without looking up each of them. A released step is never edited: changes come in a new file.

CREATE TABLE relay_message_tally (
    state TEXT PRIMARY KEY,
    messages INTEGER NOT NULL CHECK (messages >= 0)
) STRICT;

INSERT INTO relay_message_tally (state, messages)
SELECT m.state, count(*) FROM relay_messages AS m JOIN relay_incidents AS i ON i.id = m.incident_id
WHERE i.state = 'to_share' AND i.deleted_at IS NULL AND m.deleted_at IS NULL GROUP BY m.state;

CREATE TRIGGER relay_message_tally_added AFTER INSERT ON relay_messages WHEN NEW.deleted_at IS NULL
AND EXISTS (SELECT 1 FROM relay_incidents WHERE id = NEW.incident_id AND state = 'to_share' AND deleted_at IS NULL)
BEGIN
    INSERT INTO relay_message_tally (state, messages) VALUES (NEW.state, 1)
    ON CONFLICT (state) DO UPDATE SET messages = messages + 1;
END;

CREATE TRIGGER relay_message_tally_erased AFTER DELETE ON relay_messages WHEN OLD.deleted_at IS NULL
AND EXISTS (SELECT 1 FROM relay_incidents WHERE id = OLD.incident_id AND state = 'to_share' AND deleted_at IS NULL)
BEGIN
    UPDATE relay_message_tally SET messages = messages - 1 WHERE state = OLD.state;
END;

CREATE TRIGGER relay_message_tally_moved AFTER UPDATE OF state, deleted_at ON relay_messages
WHEN (OLD.state <> NEW.state OR OLD.deleted_at IS NOT NEW.deleted_at)
AND EXISTS (SELECT 1 FROM relay_incidents WHERE id = NEW.incident_id AND state = 'to_share' AND deleted_at IS NULL)
BEGIN
    UPDATE relay_message_tally SET messages = messages - 1 WHERE state = OLD.state AND OLD.deleted_at IS NULL;
    INSERT INTO relay_message_tally (state, messages) SELECT NEW.state, 1 WHERE NEW.deleted_at IS NULL
    ON CONFLICT (state) DO UPDATE SET messages = messages + 1;
END;

-- A notification comes to be shared, or is no longer: all its messages with it.
CREATE TRIGGER relay_message_tally_shared AFTER UPDATE OF state, deleted_at ON relay_incidents
WHEN NEW.state = 'to_share' AND NEW.deleted_at IS NULL AND NOT (OLD.state = 'to_share' AND OLD.deleted_at IS NULL)
BEGIN
    INSERT INTO relay_message_tally (state, messages)
    SELECT m.state, count(*) FROM relay_messages AS m WHERE m.incident_id = NEW.id AND m.deleted_at IS NULL
    GROUP BY m.state
    ON CONFLICT (state) DO UPDATE SET messages = messages + excluded.messages;
END;

CREATE TRIGGER relay_message_tally_no_longer AFTER UPDATE OF state, deleted_at ON relay_incidents
WHEN OLD.state = 'to_share' AND OLD.deleted_at IS NULL AND NOT (NEW.state = 'to_share' AND NEW.deleted_at IS NULL)
BEGIN
    UPDATE relay_message_tally SET messages = messages - (
        SELECT count(*) FROM relay_messages AS m
        WHERE m.incident_id = OLD.id AND m.deleted_at IS NULL AND m.state = relay_message_tally.state
    );
END;

CREATE TRIGGER relay_message_tally_gone BEFORE DELETE ON relay_incidents
WHEN OLD.state = 'to_share' AND OLD.deleted_at IS NULL
BEGIN
    UPDATE relay_message_tally SET messages = messages - (
        SELECT count(*) FROM relay_messages AS m
        WHERE m.incident_id = OLD.id AND m.deleted_at IS NULL AND m.state = relay_message_tally.state
    );
END;
