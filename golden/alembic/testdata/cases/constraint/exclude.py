op.create_exclude_constraint("no_overlap", "booking", ("room", "="), ("during", "&&"), using="gist")
#: down
op.drop_constraint("no_overlap", "booking")
