-- Who saw, asked and changed what. Append-only: a row that is written stays as it is.

-- It is read newest first, page after page, so time leads the key.
CREATE TABLE audit_event (
    recorded          timestamptz NOT NULL,
    id                uuid NOT NULL,
    event             text NOT NULL,
    client            text,
    user_name         text,
    patient_pseudonym text,
    item              text,
    body              jsonb NOT NULL,
    PRIMARY KEY (recorded, id)
);

-- Who saw this patient, this decision. What somebody did is read within a time.
CREATE INDEX audit_event_patient_pseudonym ON audit_event (patient_pseudonym, recorded)
    WHERE patient_pseudonym IS NOT NULL;
CREATE INDEX audit_event_item ON audit_event (item, recorded) WHERE item IS NOT NULL;

CREATE TRIGGER audit_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
