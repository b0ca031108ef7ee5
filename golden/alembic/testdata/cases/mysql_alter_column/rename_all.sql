--- upgrade
ALTER TABLE app.t CHANGE a `order` VARCHAR(9) CHARACTER SET latin1 NOT NULL DEFAULT 'x' COMMENT 'it''s';

