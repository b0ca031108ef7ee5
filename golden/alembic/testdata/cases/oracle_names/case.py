# dialect: oracle
op.create_table("lower_t", sa.Column("UPPER", sa.Integer), sa.Column("Mixed", sa.Integer), sa.Column("lower", sa.Integer), sa.Column(sa.sql.quoted_name("forced", True), sa.Integer))
op.create_table("UPPER_T", sa.Column("a", sa.Integer), schema="APP")
