--- upgrade
CREATE TABLE account (
    id SERIAL NOT NULL, 
    name VARCHAR(200), 
    PRIMARY KEY (id)
);

--- downgrade
DROP TABLE account;

