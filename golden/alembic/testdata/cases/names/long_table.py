op.create_table("a_table_with_a_name_that_is_longer_than_the_sixty_three_characters_allowed", sa.Column("a", sa.Integer))
