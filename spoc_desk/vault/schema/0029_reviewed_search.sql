-- Serious incidents and cases of the group are found by the end of a reference as quickly as by its beginning.
-- A released step is never edited: changes come in a new file.

CREATE INDEX serious_incidents_ref_rest ON serious_incidents (substr(incident_ref, instr(incident_ref, ' ') + 1));
CREATE INDEX serious_incidents_ref_last ON serious_incidents (substr(incident_ref, -4));
CREATE INDEX case_reviews_ref_rest ON case_reviews (substr(review_ref, instr(review_ref, ' ') + 1));
CREATE INDEX case_reviews_ref_last ON case_reviews (substr(review_ref, -4));
