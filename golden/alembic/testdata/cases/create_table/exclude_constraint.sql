--- upgrade
CREATE TABLE booking (
    room INTEGER, 
    during TSTZRANGE, 
    CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&)
);

