package alembicgolden

import (
	"errors"
	"os"
	"sync"
	"strings"
	"testing"
)

func TestZZLocal(t *testing.T) {
	cases, _ := Cases(casesDir)
	book, err := ReadBook(bookDir)
	if err != nil { t.Fatal(err) }
	dialect := os.Getenv("ZZ")
	counts := map[string]int{}
	var mu sync.Mutex
	var out []string
	filter := os.Getenv("ZZCASE")
	t.Run("x", func(t *testing.T) {
	for _, c0 := range cases {
		c := c0.For(dialect)
		if c == nil || !strings.HasPrefix(c.Name, filter) { continue }
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			var recs []Recording
			if c.Variant() { recs, err = book.Recordings(c, MainVersion) } else { recs, err = ReadRecordings(casesDir, c.Name, MainVersion) }
			if err != nil { t.Fatal(err) }
			dir := t.TempDir()
			if err := c.Write(dir); err != nil { t.Fatal(err) }
			for _, r := range recs {
				got, err := compiler.Run(Job{Dir: dir, Command: r.Direction, Range: c.Range(r.Direction), X: c.X})
				var failure *Failure
				errors.As(err, &failure)
				add := func(what, text string) {
					mu.Lock(); defer mu.Unlock()
					counts[what]++
					if text != "" { out = append(out, "=== "+c.Name+" "+r.Direction+" "+what+"\n"+text) }
				}
				if r.Error != "" {
					if failure != nil { add("both refuse", "") } else { add("more than Alembic", "alembic: "+r.Error) }
					continue
				}
				if failure != nil { add("fails", failure.Stderr); continue }
				e, err := ReadEnvelope(envelopesDir, c.Dialect, r.Direction, MainVersion)
				if err != nil { t.Fatal(err) }
				want := r.Output(e)
				o := Compare(want, got)
				if o == SameBytes || o == SameSet && c.Unordered { add("same", ""); continue }
				add("different", Difference(want, got))
			}
		})
	}
	})
	t.Log(counts)
	os.WriteFile("/tmp/s/sqlitea/conf.txt", []byte(strings.Join(out, "\n")), 0o644)
}
