op.create_table("t", sa.Column("id", sa.Integer, primary_key=True, comment="the key"), sa.Column("a", sa.Text, comment="50% of 'it'"), comment="about t", schema="app")
