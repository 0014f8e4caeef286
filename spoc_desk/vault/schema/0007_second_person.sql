-- Whose own password signed. NULL: the name was typed and nobody confirmed it.

ALTER TABLE document_checks ADD COLUMN second_user TEXT REFERENCES users (id);

ALTER TABLE case_moves ADD COLUMN second_user TEXT REFERENCES users (id);
