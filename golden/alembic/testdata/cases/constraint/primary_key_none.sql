--- upgrade
ALTER TABLE t ADD PRIMARY KEY (id);

