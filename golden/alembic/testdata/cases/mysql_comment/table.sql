--- upgrade
ALTER TABLE t COMMENT 'it''s 5% \\ of';

ALTER TABLE app.t COMMENT 'x';

--- downgrade
ALTER TABLE t COMMENT '';

