-- Escalations and complaints that wait for the office of the DCS or DASS: Today counts them.
-- A released step is never edited: changes come in a new file.

ALTER TABLE escalations ADD COLUMN stopped INTEGER NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1));
ALTER TABLE complaints ADD COLUMN stopped INTEGER NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1));
CREATE INDEX escalations_stopped ON escalations (case_id) WHERE stopped = 1 AND ended_on IS NULL AND deleted_at IS NULL;
CREATE INDEX complaints_stopped ON complaints (case_id) WHERE stopped = 1 AND ended_on IS NULL AND deleted_at IS NULL;
