# dialect: mysql, mariadb
op.alter_column("t", "a", existing_comment="old", existing_type=sa.Integer(), nullable=False)
