# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer, sa.Computed("a + 1")), sa.Column("c", sa.Integer, sa.Computed("a + 2", persisted=True), nullable=False), sa.Column("d", sa.Integer, sa.Computed("a + 3", persisted=False), comment="virtual"))
