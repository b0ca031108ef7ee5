class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def m(v):
    match v:
        case 0: return "zero"
        case -1: return "minus"
        case "a" | "b": return "ab"
        case None: return "none"
        case True: return "true"
        case [x, y]: return f"two {x} {y}"
        case [first, *rest]: return f"many {first} {rest}"
        case {"k": k, **others}: return f"map {k} {others}"
        case P(x=0, y=yy): return f"P0 {yy}"
        case P(a, b) if a == b: return f"diag {a}"
        case P(a, b): return f"P {a} {b}"
        case int(n): return f"int {n}"
        case str() as s: return f"str {s}"
        case (1.5 | 2.5) as f: return f"float {f}"
        case _: return "other"
for v in [0, -1, "a", None, True, [1, 2], (1, 2, 3), {"k": 1, "z": 2}, P(0, 5), P(2, 2), P(1, 2), 7, "zz", 1.5, object]:
    print(m(v))
match 1, 2:
    case a, b: print(a, b)
