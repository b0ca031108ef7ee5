--- upgrade
CREATE EXTENSION IF NOT EXISTS citext;

