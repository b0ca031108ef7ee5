# dialect: sqlite
op.alter_column("t", "a", type_=sa.Text(), existing_type=sa.Integer())
