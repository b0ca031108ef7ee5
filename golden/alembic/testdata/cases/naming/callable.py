#: env
def fk_guid(constraint, table):
    return "_".join([table.name] + [e.column_keys[0] if hasattr(e, "column_keys") else e.target_fullname for e in constraint.elements])
target_metadata = sa.MetaData(naming_convention={"guid": fk_guid, "fk": "fk_%(guid)s"})
#: up
op.create_foreign_key(None, "t", "u", ["a"], ["id"])
