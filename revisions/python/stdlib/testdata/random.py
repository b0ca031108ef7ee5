import random

out = []
for seed in (0, 1, -5, 2**40 + 7, 3**500, "a text", "é", b"bytes", True):
    random.seed(seed)
    out.append(repr((seed if seed != 3**500 else "big", random.random(), random.getrandbits(1), random.getrandbits(32), random.getrandbits(33), random.getrandbits(100), random.getrandbits(0))))
random.seed(42)
out.append(repr([random.randint(1, 6) for _ in range(30)]))
out.append(repr([random.randrange(10), random.randrange(5, 50, 5), random.randrange(10, -10, -3), random.choice("abcdef"), random.uniform(2, 3)]))
for n in (0, 1, 2, 30):
    items = list(range(n))
    random.shuffle(items)
    out.append(repr(items))
out.append(repr([random.sample(range(10), 3), random.sample(range(1000), 4), random.sample(range(1000), 40), random.sample(["a", "b"], 3, counts=[2, 5])]))
out.append(repr([random.choices("abc", k=6), random.choices("abc", weights=[1, 0, 5], k=6), random.choices([1, 2], cum_weights=[3, 4], k=5)]))
out.append(repr(random.randbytes(5)))
own = random.Random(7)
random.seed(7)
out.append(repr(own.random() == random.random()))
own.seed("x")
out.append(repr((own.randint(0, 10**30), [own.random() for _ in range(700)][-1])))
for wrong in (lambda: random.choice([]), lambda: random.randint(3, 2), lambda: random.sample([1], 2), lambda: random.getrandbits(-1), lambda: random.randrange(1, 5, 0)):
    try:
        wrong()
    except (IndexError, ValueError) as e:
        out.append(type(e).__name__)


# A shape of squares, as an application draws it.
def shape():
    fill = random.choice([12, 10, 6, 14])
    rest = [i for i in range(16) if not (fill & (1 << i))]
    random.shuffle(rest)
    for i in range(10 - bin(fill).count("1")):
        fill |= 1 << rest[i]
    return fill


random.seed(3)
out.append(repr([shape() for _ in range(5)]))
