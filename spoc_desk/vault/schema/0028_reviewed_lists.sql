-- The open serious incidents and cases of the group along indexes of their own: a page costs the same after fifty years.
-- A released step is never edited: changes come in a new file.

CREATE INDEX serious_incidents_open ON serious_incidents (aware_at, id) WHERE closed_on IS NULL AND deleted_at IS NULL;
CREATE INDEX case_reviews_open ON case_reviews (created_at, id) WHERE closed_on IS NULL AND deleted_at IS NULL;
CREATE INDEX serious_incidents_stopped ON serious_incidents (stopped)
    WHERE stopped = 1 AND closed_on IS NULL AND deleted_at IS NULL;
CREATE INDEX case_reviews_stopped ON case_reviews (stopped)
    WHERE stopped = 1 AND closed_on IS NULL AND deleted_at IS NULL;
