op.alter_column("t", "a", new_column_name="b", type_=sa.Text(), nullable=False, server_default="x")
