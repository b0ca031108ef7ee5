--- upgrade
CREATE TABLE booking (
    room INTEGER, 
    during TSRANGE, 
    EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0) DEFERRABLE INITIALLY DEFERRED
);

