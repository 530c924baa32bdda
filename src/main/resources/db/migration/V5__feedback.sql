-- Who sent it, what was odd about it, and whether it names suggestions of the card it answers.

ALTER TABLE feedback ADD COLUMN client text NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN warnings text[] NOT NULL DEFAULT '{}';
ALTER TABLE feedback ADD COLUMN known_suggestions boolean NOT NULL DEFAULT true;

CREATE INDEX feedback_card ON feedback (card);
