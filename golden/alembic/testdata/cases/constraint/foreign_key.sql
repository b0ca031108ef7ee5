--- upgrade
ALTER TABLE t ADD CONSTRAINT fk_t_u FOREIGN KEY(u_id) REFERENCES u (id);

--- downgrade
ALTER TABLE t DROP CONSTRAINT fk_t_u;

