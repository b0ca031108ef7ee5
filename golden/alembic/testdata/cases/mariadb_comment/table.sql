--- upgrade
ALTER TABLE t COMMENT 'it''s';

--- downgrade
ALTER TABLE t COMMENT '';

