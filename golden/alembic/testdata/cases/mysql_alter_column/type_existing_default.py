# dialect: mysql, mariadb
op.alter_column("t", "a", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_server_default=sa.text("0"), existing_nullable=False, existing_comment="kept")
