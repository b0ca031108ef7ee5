--- upgrade
ALTER TABLE t MODIFY a TEXT NOT NULL DEFAULT x();

CREATE TABLE t (
    a VARCHAR(36) DEFAULT uuid(), 
    b JSON DEFAULT json_array(), 
    c INTEGER DEFAULT (1 + 2), 
    d INTEGER DEFAULT (1) + (2), 
    e DATETIME DEFAULT utc_timestamp(), 
    f JSON DEFAULT ('[]')
);

ALTER TABLE t ALTER COLUMN a SET DEFAULT uuid();

