# dialect: sqlite
op.add_column("t", sa.Column("a", sa.Boolean(create_constraint=True, name="ck_a")))
