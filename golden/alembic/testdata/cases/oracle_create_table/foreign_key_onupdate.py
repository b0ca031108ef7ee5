# dialect: oracle
op.create_table("t", sa.Column("c", sa.Integer, sa.ForeignKey("u.id", onupdate="CASCADE", name="fk_c")))
