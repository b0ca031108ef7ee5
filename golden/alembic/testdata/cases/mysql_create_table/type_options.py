# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.Integer), mysql_stats_persistent="1")
op.create_table("u", sa.Column("a", sa.Integer), mysql_tablespace="ts1")
op.create_table("v", sa.Column("a", sa.Integer), mysql_connection="mysql://x/y")
op.create_table("w", sa.Column("a", sa.Integer), mysql_union="(a, b)")
op.create_table("x", sa.Column("a", sa.Integer), mysql_comment="it's")
