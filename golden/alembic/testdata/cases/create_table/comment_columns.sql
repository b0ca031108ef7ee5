--- upgrade
CREATE TABLE app.t (
    id SERIAL NOT NULL, 
    a TEXT, 
    PRIMARY KEY (id)
);

COMMENT ON TABLE app.t IS 'about t';

COMMENT ON COLUMN app.t.id IS 'the key';

COMMENT ON COLUMN app.t.a IS '50% of ''it''';

