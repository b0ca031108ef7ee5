--- upgrade
CREATE TABLE t (
    id TEXT NOT NULL, 
    PRIMARY KEY (id)
)
 WITHOUT ROWID;

