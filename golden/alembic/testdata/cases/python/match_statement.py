#: module
def kind(x):
    match x:
        case 1 | 2:
            return "few"
        case {"a": v}:
            return f"map {v}"
        case [a, *rest]:
            return f"list {a} {rest}"
        case _:
            return "other"
#: up
for x in (1, {"a": 5}, [1, 2, 3], "z"):
    op.execute(f"SELECT '{kind(x)}'")
