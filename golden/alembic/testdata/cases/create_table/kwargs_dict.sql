--- upgrade
CREATE TABLE app.t (
    a INTEGER
);

COMMENT ON TABLE app.t IS 'made from a dict';

