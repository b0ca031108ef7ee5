--- upgrade
CREATE TABLE rank (
    groups INTEGER, 
    `system` INTEGER, 
    `offset` INTEGER, 
    `returning` INTEGER, 
    lateral INTEGER, 
    `except` INTEGER, 
    `intersect` INTEGER, 
    `current_role` INTEGER, 
    `rows` INTEGER, 
    `page_checksum` INTEGER, 
    `window` INTEGER, 
    `do_domain_ids` INTEGER, 
    `stats_persistent` INTEGER, 
    `ref_system_id` INTEGER, 
    `over` INTEGER
);

