op.create_table(sa.sql.quoted_name("Mixed", False), sa.Column(sa.sql.quoted_name("Col", quote=False), sa.Integer))
