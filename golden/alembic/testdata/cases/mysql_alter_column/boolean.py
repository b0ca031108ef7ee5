# dialect: mysql, mariadb
op.alter_column("t", "a", existing_type=mysql.TINYINT(display_width=1), type_=sa.Boolean(), existing_nullable=True)
op.alter_column("t", "b", existing_type=sa.Boolean(create_constraint=True, name="ck_b"), type_=sa.Integer())
op.alter_column("t", "c", existing_type=sa.Integer(), type_=sa.Boolean(create_constraint=True, name="ck_c"))
