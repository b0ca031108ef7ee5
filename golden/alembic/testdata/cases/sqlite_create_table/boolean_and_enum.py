# dialect: sqlite
op.create_table("t", sa.Column("a", sa.Boolean(create_constraint=True, name="ck_a")), sa.Column("b", sa.Enum("x", "it's", name="kind")), sa.Column("c", sa.Enum("x", "y", name="kind2", create_constraint=True)), sa.Column("d", sa.Enum("long one", native_enum=False, length=30)), sa.Column("e", sa.Boolean(create_constraint=True)))
