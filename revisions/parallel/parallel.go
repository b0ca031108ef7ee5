// Package parallel does independent pieces of work on all cores.
package parallel

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Each calls do for 0 to n-1, in any order and several at once, and returns
// when all have returned. A panic in one of them panics in the caller, with the
// stack of where it happened, so that one recover at the top of the program
// sees every bug.
func Each(n int, do func(i int)) {
	var next atomic.Int64
	var broken atomic.Pointer[string]
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					text := fmt.Sprintf("%v\n%s", r, debug.Stack())
					broken.CompareAndSwap(nil, &text)
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
	if text := broken.Load(); text != nil {
		panic(*text)
	}
}
