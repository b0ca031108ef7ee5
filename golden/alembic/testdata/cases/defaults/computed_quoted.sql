--- upgrade
CREATE TABLE t (
    c INTEGER GENERATED ALWAYS AS (lower('it''s 5%')) STORED
);

