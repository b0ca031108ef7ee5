--- upgrade
CREATE TABLE app.t (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    u INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(u) REFERENCES other.u (id)
)ENGINE=InnoDB;

CREATE INDEX ix ON app.t (u);

--- downgrade
DROP TABLE app.t;

