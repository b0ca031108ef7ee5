# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.TIMESTAMP(), nullable=True), sa.Column("b", sa.TIMESTAMP(), nullable=False), sa.Column("c", mysql.TIMESTAMP(), server_default=sa.text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP")), sa.Column("d", mysql.TIMESTAMP(fsp=6), server_default=sa.func.now(6), nullable=False), sa.Column("e", sa.TIMESTAMP(), server_default=sa.func.now()))
