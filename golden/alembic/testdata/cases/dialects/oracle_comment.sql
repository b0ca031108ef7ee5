--- upgrade
CREATE TABLE t (
    a INTEGER
)

/

COMMENT ON TABLE t IS 'tab'

/

COMMENT ON COLUMN t.a IS 'col'

/

