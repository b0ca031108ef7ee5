# dialect: oracle
op.create_table("v", sa.Column("id", sa.Integer, sa.Identity(order=True, nominvalue=True, nomaxvalue=True)))
