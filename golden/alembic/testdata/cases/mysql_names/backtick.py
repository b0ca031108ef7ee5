# dialect: mysql, mariadb
op.create_table("a`b", sa.Column("c`d", sa.Integer), sa.Column("e f", sa.Integer), sa.Column("1st", sa.Integer), sa.Column("x$y", sa.Integer), sa.Column("_z", sa.Integer), sa.Column("ü", sa.Integer))
op.rename_table("a`b", "A-b", schema="my app")
