# dialect: oracle
op.create_table("t", sa.Column("b", sa.Uuid()), sa.Column("c", sa.Enum("x", "it's", name="kind")), sa.Column("d", sa.Enum("x", "y", name="kind2", create_constraint=True)), sa.Column("e", sa.Boolean(create_constraint=True, name="ck_e")))
