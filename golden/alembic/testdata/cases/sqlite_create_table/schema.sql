--- upgrade
CREATE TABLE app.t (
    a INTEGER, 
    b INTEGER, 
    FOREIGN KEY(b) REFERENCES u (id)
);

CREATE INDEX app.ix_app_t_a ON t (a);

--- downgrade
DROP TABLE app.t;

