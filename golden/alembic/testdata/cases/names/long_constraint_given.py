op.create_unique_constraint("uq_a_name_that_is_longer_than_the_sixty_three_characters_that_are_allowed", "t", ["a"])
