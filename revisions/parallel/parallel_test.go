package parallel

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		seen := make([]atomic.Int32, n)
		Each(n, func(i int) { seen[i].Add(1) })
		for i := range seen {
			if got := seen[i].Load(); got != 1 {
				t.Errorf("n=%d: %d was done %d times", n, i, got)
			}
		}
	}
}

func TestEachPanics(t *testing.T) {
	defer func() {
		text, ok := recover().(string)
		if !ok || !strings.HasPrefix(text, "broken 7\n") || !strings.Contains(text, "parallel_test.go") {
			t.Errorf("the panic came out as %q", text)
		}
	}()
	Each(20, func(i int) {
		if i == 7 {
			panic("broken 7")
		}
	})
}

func TestOrdered(t *testing.T) {
	for _, n := range []int{0, 1, 5, 500} {
		const ahead = 7
		made := make([]atomic.Int32, n)
		var open, most atomic.Int32
		next := 0
		Ordered(n, ahead, func(i int) {
			if now := open.Add(1); now > most.Load() {
				most.Store(now)
			}
			made[i].Add(1)
		}, func(i int) {
			if i != next || made[i].Load() != 1 {
				t.Fatalf("n=%d: piece %d, done %d times, was used when %d was due", n, i, made[i].Load(), next)
			}
			next++
			open.Add(-1)
		})
		if next != n {
			t.Errorf("n=%d: %d were used", n, next)
		}
		if m := most.Load(); m > ahead+1 {
			t.Errorf("n=%d: %d were done and not used", n, m)
		}
	}
}

func TestOrderedPanics(t *testing.T) {
	for _, what := range []string{"do", "use"} {
		func() {
			defer func() {
				if text, ok := recover().(string); !ok || !strings.HasPrefix(text, "broken 7") {
					t.Errorf("the panic in %s came out as %q", what, text)
				}
			}()
			breaks := func(in string) func(int) {
				return func(i int) {
					if in == what && i == 7 {
						panic("broken 7")
					}
				}
			}
			Ordered(20, 3, breaks("do"), breaks("use"))
		}()
	}
}

// TestQueue: the pieces are done in their order, before Wait returns.
func TestQueue(t *testing.T) {
	q := NewQueue(2)
	var got []int
	for i := range 100 {
		q.Do(func() { got = append(got, i) })
	}
	q.Wait()
	q.Close()
	if len(got) != 100 || !slices.IsSorted(got) {
		t.Errorf("done: %v", got)
	}
}

// TestQueuePanic: a panic in a piece panics in Wait, and what stands behind it is not done.
func TestQueuePanic(t *testing.T) {
	q := NewQueue(2)
	defer func() {
		if r := recover(); r == nil || !strings.Contains(fmt.Sprint(r), "lost") {
			t.Errorf("Wait panics with %v", r)
		}
	}()
	q.Do(func() { panic("lost") })
	q.Do(func() { t.Error("done behind a panic") })
	q.Wait()
}
