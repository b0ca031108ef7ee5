# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", mysql.BIGINT(20, unsigned=True), primary_key=True))
op.create_table("u", sa.Column("id", mysql.INTEGER(11), autoincrement=True, nullable=False), sa.PrimaryKeyConstraint("id"))
op.create_table("v", sa.Column("id", sa.SmallInteger(), nullable=False), sa.PrimaryKeyConstraint("id", name="v_pk", mysql_using="BTREE"))
