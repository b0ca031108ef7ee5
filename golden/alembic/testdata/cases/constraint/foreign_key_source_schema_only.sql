--- upgrade
ALTER TABLE sales.t ADD CONSTRAINT fk_t_u FOREIGN KEY(u_id) REFERENCES u (id);

