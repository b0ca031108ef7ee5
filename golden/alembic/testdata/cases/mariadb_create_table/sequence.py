# dialect: mariadb
op.execute(sa.schema.CreateSequence(sa.Sequence("s", start=10)))
op.create_table("t", sa.Column("id", sa.Integer, sa.Sequence("t_seq"), primary_key=True))
#: down
op.execute(sa.schema.DropSequence(sa.Sequence("s")))
