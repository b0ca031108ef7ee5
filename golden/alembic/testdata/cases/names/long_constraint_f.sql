--- upgrade
ALTER TABLE t ADD CONSTRAINT uq_a_name_that_is_longer_than_the_sixty_three_character_aaa1 UNIQUE (a);

