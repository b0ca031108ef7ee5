--- upgrade
CREATE TABLE t (
    u_id INTEGER, 
    FOREIGN KEY(u_id) REFERENCES u (id)
);

