package ansi

import (
	"math"
	"testing"
)

func TestMilliseconds(t *testing.T) {
	for value, want := range map[string]int64{
		"0": 0, "500": 500, "500ms": 500, "1us": 1, "1000us": 1, "1001us": 2, "0us": 0, "5s": 5000, "2min": 120_000, "1h": 3_600_000,
		"1d": 86_400_000, "24d": 2_073_600_000, "25d": math.MaxInt32, "2147483647": math.MaxInt32, "2147483648": math.MaxInt32,
		"2147483647999us": math.MaxInt32, "99999999999999999999s": math.MaxInt32,
	} {
		if got := Milliseconds(value); got != want {
			t.Errorf("%s: got %d, want %d", value, got, want)
		}
	}
	for _, value := range []string{"", "s", "5m", "5 s", "1.5s", "5sec"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q was read as a time", value)
				}
			}()
			Milliseconds(value)
		}()
	}
}
