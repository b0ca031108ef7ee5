--- upgrade
CREATE TABLE `rank` (
    `groups` INTEGER, 
    `system` INTEGER, 
    `window` INTEGER, 
    `lateral` INTEGER, 
    `recursive` INTEGER, 
    `empty` INTEGER, 
    offset INTEGER, 
    returning INTEGER, 
    `key` INTEGER, 
    `keys` INTEGER, 
    `condition` INTEGER, 
    `Name` INTEGER, 
    `over` INTEGER, 
    `except` INTEGER, 
    `array` INTEGER, 
    `member` INTEGER, 
    `stored` INTEGER, 
    manual INTEGER, 
    `parallel` INTEGER, 
    `qualify` INTEGER, 
    current_role INTEGER
);

