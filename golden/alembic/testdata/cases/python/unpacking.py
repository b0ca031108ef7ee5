a, (b, *c) = 1, (2, 3, 4)
x = [*c, 5]
kw = dict(nullable=False, **{"comment": "k"})
op.add_column("t", sa.Column("c%d%d%d" % (a, b, sum(x)), sa.Integer, **kw))
