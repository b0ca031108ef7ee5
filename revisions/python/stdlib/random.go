package stdlib

import (
	"crypto/sha512"
	"math/big"

	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// randomSeedVariable is what random is seeded with where the code does not seed it.
const randomSeedVariable = "SQLPLAN_RANDOM_SEED"

// mersenne is the generator of CPython's module random, a Mersenne Twister MT19937.
// Source: Matsumoto and Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudorandom number generator", 1998.
type mersenne struct {
	state [mersenneSize]uint32
	next  int
}

const mersenneSize, mersenneOffset = 624, 397

var mersenneClass = python.NewClass("_random", "Random")

// Class returns _random.Random.
func (*mersenne) Class() *class { return mersenneClass }

// Attr gives random() and getrandbits().
func (m *mersenne) Attr(_ *thread, name string) (value, error) {
	switch name {
	case "random":
		return function(name, "", func(*thread, *bound) (value, error) {
			a, b := m.draw()>>5, m.draw()>>6
			return python.Float((float64(a)*(1<<26) + float64(b)) / (1 << 53)), nil
		}), nil
	case "getrandbits":
		return function(name, "k, /", m.getRandBits), nil
	}
	return nil, nil
}

func (m *mersenne) getRandBits(t *thread, b *bound) (value, error) {
	k, err := b.Int("k")
	if err != nil {
		return nil, err
	}
	if k < 0 {
		return nil, t.Raise(python.ValueError, "number of bits must be non-negative")
	}
	if err := t.Alloc(k / 8); err != nil {
		return nil, err
	}
	n := new(big.Int)
	for shift := int64(0); shift < k; shift += 32 {
		word := m.draw()
		if rest := k - shift; rest < 32 {
			word >>= 32 - uint(rest)
		}
		n.Or(n, new(big.Int).Lsh(big.NewInt(int64(word)), uint(shift)))
	}
	return python.BigInt(n), nil
}

// draw gives the next 32 bits.
func (m *mersenne) draw() uint32 {
	if m.next == mersenneSize {
		m.twist()
	}
	y := m.state[m.next]
	m.next++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

func (m *mersenne) twist() {
	for i := range m.state {
		y := m.state[i]&0x80000000 | m.state[(i+1)%mersenneSize]&0x7fffffff
		m.state[i] = m.state[(i+mersenneOffset)%mersenneSize] ^ y>>1 ^ y&1*0x9908b0df
	}
	m.next = 0
}

// seedWith sets the state from a number of any size, which must not be negative.
func (m *mersenne) seedWith(n *big.Int) {
	m.state[0] = 19650218
	for i := 1; i < mersenneSize; i++ {
		m.state[i] = 1812433253*(m.state[i-1]^m.state[i-1]>>30) + uint32(i)
	}
	key := words(n)
	i, j := 1, 0
	step := func() {
		if i++; i == mersenneSize {
			m.state[0], i = m.state[mersenneSize-1], 1
		}
	}
	for range max(mersenneSize, len(key)) {
		m.state[i] = (m.state[i] ^ (m.state[i-1]^m.state[i-1]>>30)*1664525) + key[j] + uint32(j)
		step()
		j = (j + 1) % len(key)
	}
	for range mersenneSize - 1 {
		m.state[i] = (m.state[i] ^ (m.state[i-1]^m.state[i-1]>>30)*1566083941) - uint32(i)
		step()
	}
	m.state[0], m.next = 0x80000000, mersenneSize
}

// words are the 32-bit digits of a number, the lowest first; zero has one.
func words(n *big.Int) []uint32 {
	list := []uint32{uint32(new(big.Int).And(n, big.NewInt(1<<32-1)).Uint64())}
	for rest := new(big.Int).Rsh(n, 32); rest.Sign() > 0; rest.Rsh(rest, 32) {
		list = append(list, uint32(new(big.Int).And(rest, big.NewInt(1<<32-1)).Uint64()))
	}
	return list
}

// newMersenne is _random.Random(seed): a number by its amount; a text or bytes by what stands in them.
func newMersenne(t *thread, b *bound) (value, error) {
	m := &mersenne{}
	seed := b.Get("seed")
	if n, ok := python.AsInt(seed); ok {
		m.seedWith(new(big.Int).Abs(n.Big()))
		return m, nil
	}
	raw, isBytes := seed.(python.Bytes)
	text, isText := python.AsStr(seed)
	if !isBytes && !isText {
		return nil, t.Unsupported("random numbers whose seed is a "+seed.Class().Name, "seed with a whole number or a text")
	}
	if isBytes {
		text = string(raw)
	}
	sum := sha512.Sum512([]byte(text))
	m.seedWith(new(big.Int).SetBytes(append([]byte(text), sum[:]...)))
	return m, nil
}

// generator is what the functions of the module random share in one run: nil until it is seeded, by the code or by what is declared.
type generator struct {
	prelude *module
	random  value
}

// seed is random.seed(): without a value from the machine, which is not known.
func (g *generator) seed(t *thread, b *bound) (value, error) {
	g.random = nil
	a := b.Get("a")
	if _, opaque := a.(*python.Opaque); opaque || a == python.None {
		return python.None, nil
	}
	return python.None, g.start(t, a)
}

func (g *generator) start(t *thread, seed value) error {
	cls, err := t.Attr(g.prelude, "Random")
	if err != nil {
		return err
	}
	g.random, err = t.Call(cls, seed)
	return err
}

// declared seeds from the variable and the revision's file, so that no other revision changes it; false if it is not declared.
func (g *generator) declared(t *thread) (bool, error) {
	text, ok := t.Environ(randomSeedVariable)
	if !ok {
		return false, nil
	}
	t.Note(source.Note, CodeSeed, "random is seeded with the declared %s: the same in each script, and no secret", randomSeedVariable)
	return true, g.start(t, python.Str(text+"\x00"+t.Interp().Options().MainPath))
}

// function is one of the module's functions.
func (g *generator) function(name string) value {
	return python.NewBuiltin(name, func(t *thread, c *python.Call) (value, error) {
		if g.random == nil {
			if ok, err := g.declared(t); err != nil {
				return nil, err
			} else if !ok {
				return python.NewOpaque("random."+name+"()", randomReason, t.Span()), nil
			}
		}
		method, err := t.OptAttr(g.random, name)
		if err != nil {
			return nil, err
		}
		if method == nil {
			return python.NewOpaque("random."+name+"()", "sqlplan does not know the function", t.Span()), nil
		}
		return t.CallWith(method, c)
	})
}

// mersenneModule is _random, on which the prelude of random stands.
func mersenneModule() *module {
	m := python.NewModule("_random")
	fn(m, "Random", "seed, /", newMersenne)
	return m
}

// randomModule: a generator with a seed gives what CPython's does; one without is not known.
func randomModule() *module {
	m, g := python.NewModule("random"), &generator{prelude: withPrelude(python.NewModule("random"), "random")}
	fn(m, "seed", "a=None, version=2", g.seed)
	m.Set("SystemRandom", unknown("random.SystemRandom", randomReason))
	m.Set("Random", python.NewBuiltin("Random", func(t *thread, c *python.Call) (value, error) {
		if seed := append(c.Args, python.None)[0]; seed == python.None {
			return python.NewOpaque("random.Random()", randomReason, t.Span()), nil
		}
		cls, err := t.Attr(g.prelude, "Random")
		if err != nil {
			return nil, err
		}
		return t.CallWith(cls, c)
	}))
	m.Getter = func(_ *thread, name string) (value, error) {
		if len(name) == 0 || name[0] == '_' {
			return nil, nil
		}
		return g.function(name), nil
	}
	return m
}
