--- upgrade
ALTER TABLE app.t ADD CONSTRAINT fk FOREIGN KEY(u_id) REFERENCES other.u (id);

