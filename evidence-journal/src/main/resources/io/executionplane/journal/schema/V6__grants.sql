-- Version 6: how often grants were used.

-- One row per grant that may be used only so often. expires_at is in seconds since the epoch; without
-- it the grant never expires, and is never forgotten.
CREATE TABLE IF NOT EXISTS grant_account (
  issuer VARCHAR(256) ${bytewise} NOT NULL,
  grant_id VARCHAR(256) ${bytewise} NOT NULL,
  uses BIGINT NOT NULL,
  expires_at BIGINT,
  PRIMARY KEY (issuer, grant_id)
);

-- Which executions the uses were: each counts once. Forgotten together with the account.
CREATE TABLE IF NOT EXISTS grant_use (
  issuer VARCHAR(256) ${bytewise} NOT NULL,
  grant_id VARCHAR(256) ${bytewise} NOT NULL,
  execution_ref VARCHAR(29) ${bytewise} NOT NULL,
  PRIMARY KEY (issuer, grant_id, execution_ref),
  CONSTRAINT grant_use_of FOREIGN KEY (issuer, grant_id)
    REFERENCES grant_account (issuer, grant_id) ON DELETE CASCADE
);
