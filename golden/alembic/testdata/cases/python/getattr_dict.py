import types
ns = types.SimpleNamespace(a=1)
op.execute("SELECT %s, %s" % (getattr(ns, "a"), getattr(ns, "b", 2)))
d = {"a": 1}
d.setdefault("b", 2)
d.update(c=3)
op.execute("SELECT '%s', %s" % (d, d.pop("a")))
