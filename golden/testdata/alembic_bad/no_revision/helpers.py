"""What revisions share; it has to lie elsewhere."""

# down_revision, revision: not here


def money(name):
    return name
