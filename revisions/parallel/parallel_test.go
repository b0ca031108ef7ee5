package parallel

import (
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
