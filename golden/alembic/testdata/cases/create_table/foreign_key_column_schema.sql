--- upgrade
CREATE TABLE sales.t (
    u_id INTEGER, 
    FOREIGN KEY(u_id) REFERENCES app.u (id)
);

