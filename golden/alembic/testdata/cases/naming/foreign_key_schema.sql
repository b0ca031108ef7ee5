--- upgrade
ALTER TABLE s1.t ADD CONSTRAINT fk_t_a_u FOREIGN KEY(a) REFERENCES s2.u (id);

