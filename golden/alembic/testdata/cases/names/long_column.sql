--- upgrade
ALTER TABLE t ADD COLUMN a_column_with_a_name_that_is_longer_than_the_sixty_three_characters_x INTEGER;

