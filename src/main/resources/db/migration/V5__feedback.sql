-- What was odd about an answer, and whether it names suggestions of the card it is about.

ALTER TABLE feedback
    ADD COLUMN warnings          text[] NOT NULL DEFAULT '{}',
    ADD COLUMN known_suggestions boolean NOT NULL DEFAULT true;

CREATE INDEX feedback_card ON feedback (card);
