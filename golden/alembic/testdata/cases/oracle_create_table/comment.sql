--- upgrade
CREATE TABLE app.t (
    a INTEGER, 
    b INTEGER
)

/

COMMENT ON TABLE app.t IS 'a table''s'

/

COMMENT ON COLUMN app.t.a IS 'a column''s'

/

COMMENT ON COLUMN app.t.b IS '5%'

/

