op.drop_column("User", "Name")
