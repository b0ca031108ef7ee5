# dialect: mysql, mariadb
op.alter_column("t", "a", comment="it's 5%", existing_type=sa.Integer())
#: down
op.alter_column("t", "a", comment=None, existing_comment="it's 5%", existing_type=sa.Integer(), existing_nullable=False)
