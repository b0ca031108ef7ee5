--- upgrade, whole
BEGIN;

CREATE TABLE ops."Migrations" (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT "Migrations_pkc" PRIMARY KEY (version_num)
);

-- Running upgrade  -> c1

SELECT 1;

INSERT INTO ops."Migrations" (version_num) VALUES ('c1') RETURNING ops."Migrations".version_num;

COMMIT;

--- downgrade, whole
BEGIN;

-- Running downgrade c1 -> 

SELECT 2;

DELETE FROM ops."Migrations" WHERE ops."Migrations".version_num = 'c1';

DROP TABLE ops."Migrations";

COMMIT;

