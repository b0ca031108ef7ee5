op.add_column("users", sa.Column("active", sa.Boolean(), nullable=True))
op.execute("UPDATE users SET active = true")
op.alter_column("users", "active", nullable=False)
#: down
op.drop_column("users", "active")
