# dialect: mysql, mariadb
op.alter_column("t", "state", existing_type=mysql.ENUM("a", "b"), type_=sa.Enum("a", "b", "c", name="state"), existing_nullable=False, existing_server_default="a")
