# dialect: mariadb
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), mariadb_charset="utf8mb4", mariadb_collate="uca1400_ai_ci")
