-- What was decided, shown and answered. Append-only: a row that is written stays as it is.

CREATE TABLE folder_version (
    hash       text PRIMARY KEY,
    service    text NOT NULL,
    first_used timestamptz NOT NULL,
    content    jsonb NOT NULL
);

CREATE TABLE decision (
    id                uuid PRIMARY KEY,
    decided_at        timestamptz NOT NULL,
    service           text NOT NULL,
    folder_hash       text NOT NULL,
    model_version     text,
    client            text NOT NULL,
    user_reference    text,
    hook              text NOT NULL,
    hook_instance     text NOT NULL,
    correlation_id    text NOT NULL,
    patient_pseudonym text NOT NULL,
    outcome           text NOT NULL CHECK (outcome IN ('scored', 'withheld', 'refused')),
    reason            text,
    body              jsonb NOT NULL
);

CREATE INDEX decision_hook_instance ON decision (hook_instance, decided_at DESC);
CREATE INDEX decision_correlation_id ON decision (correlation_id);
CREATE INDEX decision_decided_at ON decision (decided_at);

CREATE TABLE card (
    uuid     uuid PRIMARY KEY,
    decision uuid NOT NULL REFERENCES decision (id)
);

CREATE INDEX card_decision ON card (decision);

CREATE TABLE feedback (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at       timestamptz NOT NULL,
    card              text NOT NULL,
    card_uuid         uuid,
    service           text NOT NULL,
    outcome           text NOT NULL CHECK (outcome IN ('accepted', 'overridden')),
    outcome_timestamp timestamptz,
    known_card        boolean NOT NULL,
    body              jsonb NOT NULL,
    fingerprint       text NOT NULL UNIQUE
);

CREATE INDEX feedback_card_uuid ON feedback (card_uuid);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END
$$;

CREATE TRIGGER folder_version_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON folder_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER card_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON card
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER feedback_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON feedback
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
