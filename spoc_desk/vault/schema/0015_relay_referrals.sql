-- The referral to the MASH that was begun from a RELAY message: its id and its reference stand with the message, so that
-- who sees RELAY reads the reference, and nobody who sees referrals alone reads anything of RELAY.
-- No foreign key: each is kept as long as its own kind, and either may be disposed of before the other.
-- A released step is never edited: changes come in a new file.

ALTER TABLE relay_messages ADD COLUMN mash_referral_id TEXT NOT NULL DEFAULT '';
ALTER TABLE relay_messages ADD COLUMN mash_referral_ref TEXT NOT NULL DEFAULT '';
CREATE INDEX relay_messages_referral ON relay_messages (mash_referral_id) WHERE mash_referral_id <> '';
