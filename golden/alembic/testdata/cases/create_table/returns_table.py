# create_table gives the table, good for bulk_insert and statements
t = op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20)))
op.bulk_insert(t, [{"id": 1, "name": "one"}, {"id": 2, "name": "two"}])
op.execute(t.update().where(t.c.id == 1).values(name="uno"))
