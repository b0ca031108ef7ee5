package parallel

import (
	"fmt"
	"runtime/debug"
)

// Queue does pieces of work one after the other, in the order in which they were given, beside its owner.
type Queue struct {
	work   chan func()
	done   chan struct{}
	broken string // the first panic
}

// NewQueue returns a queue that takes no more than ahead pieces that are not done.
func NewQueue(ahead int) *Queue {
	q := &Queue{work: make(chan func(), ahead), done: make(chan struct{})}
	go q.run(q.work)
	return q
}

func (q *Queue) run(work <-chan func()) {
	defer close(q.done)
	for do := range work {
		if q.broken == "" {
			q.one(do)
		}
	}
}

func (q *Queue) one(do func()) {
	defer func() {
		if r := recover(); r != nil {
			q.broken = fmt.Sprintf("%v\n%s", r, debug.Stack())
		}
	}()
	do()
}

// Do gives the queue a piece of work. It waits where too many are not done.
func (q *Queue) Do(do func()) { q.work <- do }

// Wait waits until all is done. A panic in a piece of work panics in the caller as in Each.
// The queue takes no more work.
func (q *Queue) Wait() {
	q.Close()
	if q.broken != "" {
		panic(q.broken)
	}
}

// Close waits like Wait, for a caller that panics already.
func (q *Queue) Close() {
	if q.work != nil {
		close(q.work)
		q.work = nil
	}
	<-q.done
}
