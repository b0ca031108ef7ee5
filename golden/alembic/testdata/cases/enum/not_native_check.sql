--- upgrade
CREATE TABLE t (
    k VARCHAR(4), 
    CONSTRAINT kind CHECK (k IN ('a', 'it''s'))
);

