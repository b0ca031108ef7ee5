# a key column is NOT NULL even if nullable is not said
op.create_table("t", sa.Column("a", sa.String(5)), sa.PrimaryKeyConstraint("a"))
