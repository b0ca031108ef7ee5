--- upgrade
CREATE TABLE t (
    id INTEGER NOT NULL, 
    b INTEGER DEFAULT s.nextval, 
    PRIMARY KEY (id)
)

/

CREATE TABLE u (
    id INTEGER DEFAULT u_seq.nextval NOT NULL, 
    PRIMARY KEY (id)
)

/

