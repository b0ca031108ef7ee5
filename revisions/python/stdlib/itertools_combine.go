package stdlib

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/python"
)

func registerCombinations(m *module) {
	fn(m, "product", "*iterables, repeat=1", func(t *thread, b *bound) (value, error) {
		n, err := b.Int("repeat")
		if err != nil {
			return nil, err
		}
		var pools [][]value
		for range min(max(n, 0), 64) {
			for _, v := range b.Star() {
				pool, err := t.Collect(v)
				if err != nil {
					return nil, err
				}
				pools = append(pools, pool)
			}
		}
		return product(pools)
	})
	selection := func(name, params string, repeated, ordered bool) {
		fn(m, name, params, func(t *thread, b *bound) (value, error) {
			pool, err := t.Collect(b.Get("iterable"))
			if err != nil {
				return nil, err
			}
			size, given, err := b.OptInt("r")
			if err != nil {
				return nil, err
			}
			if !given {
				size = int64(len(pool))
			}
			if size < 0 {
				return nil, t.Raise(python.ValueError, "r must be non-negative")
			}
			if err := t.Alloc(8 * min(size, 1<<40)); err != nil {
				return nil, err
			}
			return choose(pool, int(size), repeated, ordered)
		})
	}
	selection("permutations", "iterable, r=None", false, true)
	selection("combinations", "iterable, r", false, false)
	selection("combinations_with_replacement", "iterable, r", true, false)
}

// product counts through the pools like an odometer.
func product(pools [][]value) (value, error) {
	at := make([]int, len(pools))
	done := slices.ContainsFunc(pools, func(p []value) bool { return len(p) == 0 })
	return iterator(func(t *thread) (value, bool, error) {
		if done {
			return nil, false, nil
		}
		if err := t.Alloc(32 + 16*int64(len(pools))); err != nil {
			return nil, false, err
		}
		out := make(python.Tuple, len(pools))
		for i, p := range pools {
			out[i] = p[at[i]]
		}
		i := len(at) - 1
		for ; i >= 0; i-- {
			if at[i]++; at[i] < len(pools[i]) {
				break
			}
			at[i] = 0
		}
		done = i < 0
		return out, true, nil
	})
}

// choose counts through all index lists and leaves out those that are none of
// the selection; each one left out is charged as a step.
func choose(pool []value, size int, repeated, ordered bool) (value, error) {
	at := make([]int, size)
	done := size > 0 && len(pool) == 0 || !repeated && size > len(pool)
	valid := func() bool {
		for i := range at {
			for j := range i {
				if !repeated && at[i] == at[j] || !ordered && at[j] > at[i] {
					return false
				}
			}
		}
		return true
	}
	return iterator(func(t *thread) (value, bool, error) {
		for !done {
			ok := valid()
			out := make(python.Tuple, size)
			for i, a := range at {
				out[i] = pool[a]
			}
			i := size - 1
			for ; i >= 0; i-- {
				if at[i]++; at[i] < len(pool) {
					break
				}
				at[i] = 0
			}
			done = i < 0
			if ok {
				return out, true, t.Alloc(32 + 16*int64(size))
			}
			if err := t.Step(1 + int64(size)); err != nil {
				return nil, false, err
			}
		}
		return nil, false, nil
	})
}
