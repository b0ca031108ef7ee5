--- upgrade
CREATE TABLE t (
    c TEXT DEFAULT app.next_code()
);

