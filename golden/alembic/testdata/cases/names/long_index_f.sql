--- upgrade
CREATE INDEX ix_a_name_that_is_longer_than_the_sixty_three_character_95b3 ON t (a);

