# dialect: mysql
op.create_table("t", sa.Column("a", sa.Integer, comment="col"), comment="tab")
