op.create_index("ix_a_name_that_is_longer_than_the_sixty_three_characters_that_are_allowed", "t", ["a"])
