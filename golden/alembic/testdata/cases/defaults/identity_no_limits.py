op.create_table("t", sa.Column("c", sa.Integer, sa.Identity(nominvalue=True, nomaxvalue=True, cycle=False)))
