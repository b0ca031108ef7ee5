--- upgrade
CREATE TABLE t (
    a BLOB, 
    c RAW(16), 
    d BLOB, 
    e ROWID, 
    f BLOB, 
    g BLOB
)

/

