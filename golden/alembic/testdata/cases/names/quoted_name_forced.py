op.create_table(sa.sql.quoted_name("plain", True), sa.Column(sa.sql.quoted_name("col", quote=True), sa.Integer))
