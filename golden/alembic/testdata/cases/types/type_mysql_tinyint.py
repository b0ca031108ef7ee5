op.create_table("t", sa.Column("c", __import__("sqlalchemy.dialects.mysql", fromlist=["x"]).INTEGER()))
