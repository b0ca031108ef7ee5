--- upgrade
CREATE TABLE t (
    a VARCHAR(50), 
    b TEXT
);

CREATE INDEX ix_b ON t (b(20));

