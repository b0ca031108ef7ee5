//go:build cgo && unix

package postgresql

import (
	"os"
	"sync"
	"testing"
)

// TestParseOnManyThreads wants right verdicts from many goroutines at once, and
// standard error to be the file that it was: the library's C code can be built to
// move it for the time of a call, which would not go with several calls at once.
func TestParseOnManyThreads(t *testing.T) {
	before, err := os.Stderr.Stat()
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"select 1", "selec 1", "do $$ begin perform 1; end $$", "do $$ begin perform 1 end $$"}
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for i := range 200 {
				_, diags := parse(texts[i%len(texts)], DefaultVersion)
				if want := i%2 == 1; diags.HasErrors() != want {
					t.Errorf("%s: %v", texts[i%len(texts)], diags)
				}
			}
		})
	}
	wg.Wait()
	after, err := os.Stderr.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) {
		t.Error("standard error is another file than before")
	}
}
