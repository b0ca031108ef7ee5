op.create_table("child", sa.Column("id", sa.Integer), postgresql_inherits="parent")
