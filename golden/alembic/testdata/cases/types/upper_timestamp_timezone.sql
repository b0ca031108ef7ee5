--- upgrade
CREATE TABLE t (
    c TIMESTAMP WITH TIME ZONE
);

