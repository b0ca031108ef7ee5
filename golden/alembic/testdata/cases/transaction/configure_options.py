# opts: tenant="acme", sizes=[1, 2]
opts = op.get_context().opts
op.execute("SELECT '%s', %d" % (opts["tenant"], sum(opts["sizes"])))
op.execute("SELECT '%s', '%s', '%s'" % (opts.get("nothing"), opts["sqlalchemy_module_prefix"], opts["transaction_per_migration"]))
try:
    opts["nothing"]
except KeyError:
    op.execute("SELECT 1")
