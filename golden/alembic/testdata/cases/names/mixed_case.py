op.create_table("UserAccount", sa.Column("userId", sa.Integer, primary_key=True), sa.Column("ID", sa.Integer), schema="AppData")
op.create_index("ix_UserAccount_ID", "UserAccount", ["ID"], schema="AppData")
