-- The lists of RELAY along indexes that hold only what is shown: a page and its count cost the same after fifty years.
-- A released step is never edited: changes come in a new file.

DROP INDEX relay_incidents_received;
DROP INDEX relay_incidents_state;
CREATE INDEX relay_incidents_received ON relay_incidents (received_at, id) WHERE deleted_at IS NULL;
CREATE INDEX relay_incidents_state ON relay_incidents (state, received_at, id) WHERE deleted_at IS NULL;
CREATE INDEX relay_incidents_count ON relay_incidents (state) WHERE deleted_at IS NULL;
CREATE INDEX relay_messages_given ON relay_messages (given_key, incident_id) WHERE deleted_at IS NULL;
