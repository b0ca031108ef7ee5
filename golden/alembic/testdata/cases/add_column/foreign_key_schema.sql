--- upgrade
ALTER TABLE sales.t ADD COLUMN u_id INTEGER;

ALTER TABLE sales.t ADD CONSTRAINT fk_t_u FOREIGN KEY(u_id) REFERENCES app.u (id);

