-- What a later call must know of an earlier one: what its card spoke about, what was answered, whether its order was
-- seen active; and whether an answer reached the client. Rows of before have nothing here: what was answered to their
-- cards holds no card back, and whether they were delivered is unknown.

ALTER TABLE decision
    ADD COLUMN shown         boolean,
    ADD COLUMN not_shown     text,
    ADD COLUMN band          text,
    ADD COLUMN notice        text,
    ADD COLUMN criteria      text[],
    ADD COLUMN suggestions   jsonb,
    ADD COLUMN active_orders text[];

-- Few decisions see an active order, so that this index stays small.
CREATE INDEX decision_active_orders ON decision (patient_pseudonym, service, decided_at)
    WHERE active_orders <> '{}';

-- The patient of the card that was answered; nothing when no card of that service and client is known by the uuid.
ALTER TABLE feedback
    ADD COLUMN client            text,
    ADD COLUMN patient_pseudonym text;

CREATE INDEX feedback_patient ON feedback (patient_pseudonym, service)
    WHERE patient_pseudonym IS NOT NULL;

-- Answers of which it was learnt that they did not reach the client.
CREATE TABLE delivery (
    decision   uuid PRIMARY KEY REFERENCES decision (id),
    noticed_at timestamptz NOT NULL,
    delivered  boolean NOT NULL
);

CREATE TRIGGER delivery_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON delivery
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
