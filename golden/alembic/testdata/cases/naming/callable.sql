--- upgrade
ALTER TABLE t ADD CONSTRAINT "fk_t_u.id" FOREIGN KEY(a) REFERENCES u (id);

