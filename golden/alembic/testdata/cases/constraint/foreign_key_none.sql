--- upgrade
ALTER TABLE t ADD FOREIGN KEY(u_id) REFERENCES u (id);

