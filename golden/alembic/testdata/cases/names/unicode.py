op.create_table("straße", sa.Column("größe", sa.Integer), sa.Column("名前", sa.Text))
