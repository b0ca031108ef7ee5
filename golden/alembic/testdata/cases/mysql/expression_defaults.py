# dialect: mysql
op.alter_column("t", "a", type_=sa.Text(), existing_server_default=sa.text("x()"), existing_nullable=False)
op.create_table("t", sa.Column("a", sa.String(36), server_default=sa.text("uuid()")), sa.Column("b", sa.JSON, server_default=sa.text("json_array()")), sa.Column("c", sa.Integer, server_default=sa.text("(1 + 2)")), sa.Column("d", sa.Integer, server_default=sa.text("(1) + (2)")), sa.Column("e", sa.DateTime, server_default=sa.text("utc_timestamp()")), sa.Column("f", sa.JSON, server_default=sa.text("('[]')")))
op.alter_column("t", "a", server_default=sa.text("uuid()"))
