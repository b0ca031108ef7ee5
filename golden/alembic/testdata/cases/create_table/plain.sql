--- upgrade
CREATE TABLE account (
    id SERIAL NOT NULL, 
    name VARCHAR(50) NOT NULL, 
    note TEXT, 
    PRIMARY KEY (id)
);

--- downgrade
DROP TABLE account;

