--- upgrade
COMMENT ON TABLE app.t IS 'it''s 5%'

/

--- downgrade
COMMENT ON TABLE app.t IS ''

/

