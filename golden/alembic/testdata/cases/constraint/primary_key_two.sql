--- upgrade
ALTER TABLE app.t ADD CONSTRAINT pk_t PRIMARY KEY (a, b);

