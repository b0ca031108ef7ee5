# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.Integer), sa.ForeignKeyConstraint(["a"], ["u.id"], match="FULL"))
