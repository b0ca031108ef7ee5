op.create_table("t", sa.Column("c", sa.JSON(none_as_null=True)))
