op.create_table("t", sa.Column("c", sa.Boolean, server_default=sa.sql.expression.true()))
