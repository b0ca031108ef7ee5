--- upgrade
CREATE TABLE t (
    c TEXT DEFAULT CASE WHEN (1 = 1) THEN 'a' ELSE 'b' END
);

