# opts: dialect_opts={}
op.execute("SELECT 'a%b'")
op.create_check_constraint("ck", "t", "a LIKE 'x%'")
op.create_table("t", sa.Column("a", sa.Text, server_default="50%", comment="5%"))
