op.create_primary_key("pk_t", "t", ["id"])
#: down
op.drop_constraint("pk_t", "t", type_="primary")
