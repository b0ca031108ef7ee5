--- upgrade
CREATE TABLE booking (
    room INTEGER, 
    during TSRANGE, 
    CONSTRAINT x EXCLUDE USING gist (room WITH =, during range_ops WITH &&)
);

