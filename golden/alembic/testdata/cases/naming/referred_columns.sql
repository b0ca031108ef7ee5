--- upgrade
ALTER TABLE t ADD CONSTRAINT fk_t_x_y FOREIGN KEY(a, b) REFERENCES u (x, y);

