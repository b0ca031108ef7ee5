--- upgrade
CREATE DOMAIN code AS VARCHAR(5) COLLATE "C" CONSTRAINT code_ck CHECK (VALUE ~ '^x');

--- downgrade
DROP DOMAIN code;

