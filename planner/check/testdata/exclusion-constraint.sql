-- case: on a table in use
-- existing:
CREATE TABLE bookings (during tsrange);
-- review:
ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&); -- want "PG208: exclusion constraint no_overlap"

-- case: born in the script
-- existing:
-- review:
CREATE TABLE bookings (during tsrange);
ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);
