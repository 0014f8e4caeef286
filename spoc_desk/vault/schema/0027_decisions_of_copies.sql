-- Why a numbered copy was shared is found from the copy. A released step is never edited: changes come in a new file.

CREATE INDEX decisions_copy ON decisions (copy_id) WHERE copy_id IS NOT NULL;
