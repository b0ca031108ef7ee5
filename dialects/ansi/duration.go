package ansi

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// units are those of a time in the settings, in microseconds; they are PostgreSQL's, see
// https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-NAMES-VALUES.
var units = []struct {
	name         string
	microseconds int64
}{{"us", 1}, {"ms", 1e3}, {"", 1e3}, {"s", 1e6}, {"min", 60e6}, {"h", 3600e6}, {"d", 86400e6}}

// Milliseconds reads a time such as "500ms" or "5s"; a number alone is in milliseconds. A part of one counts as a whole,
// and what the servers cannot count, about 24 days, becomes the longest that they can: 2^31-1. It panics on a text that
// is no time, since the settings have refused it.
func Milliseconds(value string) int64 {
	digits := strings.TrimRight(value, "abcdefghijklmnopqrstuvwxyz")
	for _, u := range units {
		if value[len(digits):] != u.name {
			continue
		}
		n, err := strconv.ParseInt(digits, 10, 64)
		if err != nil && !errors.Is(err, strconv.ErrRange) {
			break
		}
		if n > math.MaxInt32*1e3/u.microseconds {
			return math.MaxInt32
		}
		return (n*u.microseconds + 999) / 1e3
	}
	panic(fmt.Sprintf("a time that was checked before: %q", value))
}
