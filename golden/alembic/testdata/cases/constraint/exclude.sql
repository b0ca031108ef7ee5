--- upgrade
ALTER TABLE booking ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&);

--- downgrade
ALTER TABLE booking DROP CONSTRAINT no_overlap;

