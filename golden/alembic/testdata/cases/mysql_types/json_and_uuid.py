# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", mysql.JSON()), sa.Column("b", sa.JSON()), sa.Column("c", sa.JSON(none_as_null=True)), sa.Column("d", sa.Uuid()), sa.Column("e", sa.Uuid(native_uuid=False)), sa.Column("f", sa.Uuid(as_uuid=False)))
