op.create_table("t", sa.Column("a", sa.Integer, sa.ForeignKey("u.id", link_to_name=True, use_alter=False)))
