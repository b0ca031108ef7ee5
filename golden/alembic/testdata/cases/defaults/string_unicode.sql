--- upgrade
CREATE TABLE t (
    c TEXT DEFAULT 'naïve ☃'
);

