--- upgrade
CREATE TABLE t (
    c UUID DEFAULT uuid_generate_v4()
);

