--- upgrade
CREATE TABLE t (
    c TEXT DEFAULT 'it''s'
);

