"""What a seeded generator gives, number for number as CPython's does."""
import _random
from itertools import accumulate
from math import ceil, log


class Random:
    def __init__(self, x=None):
        self._bits = _random.Random(x)
        self.getrandbits, self.random = self._bits.getrandbits, self._bits.random

    def seed(self, a=None, version=2):
        self.__init__(a)

    def _below(self, n):
        r = self.getrandbits(n.bit_length())
        while r >= n:
            r = self.getrandbits(n.bit_length())
        return r

    def randrange(self, start, stop=None, step=1):
        if stop is None:
            start, stop = 0, start
        if step == 0:
            raise ValueError("zero step for randrange()")
        n = (stop - start + step - (1 if step > 0 else -1)) // step
        if n <= 0:
            raise ValueError("empty range for randrange()")
        return start + step * self._below(n)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._below(len(seq))]

    def shuffle(self, x):
        for i in range(len(x) - 1, 0, -1):
            j = self._below(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if counts is not None:
            population = [item for item, times in zip(population, counts) for _ in range(times)]
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        small = 21 if k <= 5 else 21 + 4 ** ceil(log(k * 3, 4))
        if n <= small:
            return self._from_pool(list(population), k)
        taken, result = set(), []
        while len(result) < k:
            j = self._below(n)
            if j not in taken:
                taken.add(j)
                result.append(population[j])
        return result

    def _from_pool(self, pool, k):
        result = []
        for last in range(len(pool) - 1, len(pool) - 1 - k, -1):
            j = self._below(last + 1)
            result.append(pool[j])
            pool[j] = pool[last]
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[int(self.random() * n)] for _ in range(k)]
            cum_weights = list(accumulate(weights))
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if len(cum_weights) != n:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        return [population[self._heaviest(cum_weights, self.random() * total)] for _ in range(k)]

    def _heaviest(self, cum_weights, at):
        return min(sum(w <= at for w in cum_weights), len(cum_weights) - 1)

    def uniform(self, a, b):
        return a + (b - a) * self.random()
