--- upgrade
COMMENT ON COLUMN My t.order IS 'x'

/

