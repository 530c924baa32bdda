-- The clients that are registered by the admin API, and the tokens that were used.

CREATE TABLE cds_client (
    name         text PRIMARY KEY,
    issuer       text NOT NULL UNIQUE,
    registration jsonb NOT NULL,
    changed_at   timestamptz NOT NULL
);

-- A token is known by who issued it and its id, until it could no longer be used anyway.
CREATE TABLE used_token (
    issuer       text NOT NULL,
    jti          text NOT NULL,
    forget_after timestamptz NOT NULL,
    PRIMARY KEY (issuer, jti)
);

CREATE INDEX used_token_forget_after ON used_token (forget_after);
