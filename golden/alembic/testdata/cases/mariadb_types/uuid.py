# dialect: mariadb
op.create_table("t", sa.Column("a", sa.Uuid()), sa.Column("b", sa.UUID()), sa.Column("c", sa.Uuid(native_uuid=False)))
