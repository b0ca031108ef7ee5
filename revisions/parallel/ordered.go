package parallel

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// Ordered calls do for 0 to n-1 on all cores, and use for each of them in their order, in the
// caller's goroutine, while the next ones are being done. No more than ahead pieces are done and not yet used,
// so that what do makes and use throws away never piles up. A panic in do panics in the
// caller as in Each; one in use ends the work that runs beside it first.
func Ordered(n, ahead int, do, use func(i int)) {
	o := ordered{n: n, ahead: max(1, ahead), done: make(map[int]bool)}
	o.changed = sync.NewCond(&o.mu)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() { o.work(do) })
	}
	defer wg.Wait()
	defer o.stop("")
	for i := range n {
		o.await(i)
		use(i)
	}
}

// ordered is what the goroutines of Ordered share.
type ordered struct {
	mu       sync.Mutex
	changed  *sync.Cond
	n, ahead int
	next     int // the piece that nobody has taken yet
	used     int // so many were used
	done     map[int]bool
	stopped  bool
	broken   string
}

// work does pieces until there is none left.
func (o *ordered) work(do func(int)) {
	defer func() {
		if r := recover(); r != nil {
			o.stop(fmt.Sprintf("%v\n%s", r, debug.Stack()))
		}
	}()
	for {
		i, ok := o.take()
		if !ok {
			return
		}
		do(i)
		o.mu.Lock()
		o.done[i] = true
		o.mu.Unlock()
		o.changed.Broadcast()
	}
}

// take returns the next piece, once it is not too far ahead.
func (o *ordered) take() (int, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for !o.stopped && o.next < o.n && o.next >= o.used+o.ahead {
		o.changed.Wait()
	}
	if o.stopped || o.next >= o.n {
		return 0, false
	}
	o.next++
	return o.next - 1, true
}

// await waits for piece i; all before it are used by then.
func (o *ordered) await(i int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.used = i
	o.changed.Broadcast()
	for !o.done[i] && o.broken == "" {
		o.changed.Wait()
	}
	if o.broken != "" {
		panic(o.broken)
	}
	delete(o.done, i)
}

// stop ends the work; broken is the first panic, if it was one.
func (o *ordered) stop(broken string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.stopped = true
	if o.broken == "" {
		o.broken = broken
	}
	o.changed.Broadcast()
}
