-- Where a numbered copy went: into the own file, or to somebody, and then a decision has its number.
-- A released step is never edited: changes come in a new file.

ALTER TABLE prints ADD COLUMN goes TEXT CHECK (goes IN ('own_file', 'goes_out'));
