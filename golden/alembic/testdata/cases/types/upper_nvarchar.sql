--- upgrade
CREATE TABLE t (
    c NVARCHAR(20)
);

