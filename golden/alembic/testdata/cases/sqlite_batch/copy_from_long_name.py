# dialect: sqlite
name = "a_table_with_a_name_that_is_as_long_as_most_servers_allow_it_63"
t = sa.Table(name, sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))
with op.batch_alter_table(name, copy_from=t) as batch_op:
    batch_op.add_column(sa.Column("a", sa.DateTime, server_default=sa.func.now()))
