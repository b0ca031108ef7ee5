--- upgrade
CREATE TABLE t (
    id INTEGER NOT NULL, 
    a INTEGER CONSTRAINT ck_a CHECK (a > 0), 
    b INTEGER, 
    c INTEGER, 
    PRIMARY KEY (id), 
    CHECK (b <> 5), 
    CONSTRAINT uq_ab UNIQUE (a, b), 
    UNIQUE (a), 
    CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES u (id) ON DELETE CASCADE
)

/

CREATE INDEX ix_t_b ON t (b)

/

