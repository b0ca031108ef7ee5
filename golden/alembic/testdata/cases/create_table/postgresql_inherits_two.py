op.create_table("child", sa.Column("id", sa.Integer), postgresql_inherits=("p1", "p2"))
