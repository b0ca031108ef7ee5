--- upgrade
CREATE TABLE `a``b` (
    `c``d` INTEGER, 
    `e f` INTEGER, 
    `1st` INTEGER, 
    x$y INTEGER, 
    _z INTEGER, 
    `ü` INTEGER
);

ALTER TABLE `my app`.`a``b` RENAME TO `my app`.`A-b`;

