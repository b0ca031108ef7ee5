--- upgrade
COMMENT ON COLUMN t.a IS 'it''s 5%'

/

--- downgrade
COMMENT ON COLUMN t.a IS ''

/

