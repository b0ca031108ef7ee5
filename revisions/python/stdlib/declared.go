package stdlib

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"time"

	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// The clock, the machine's time zone and random UUIDs are not read: the same
// files give the same script. Where a variable that is declared stands for one of
// them, it is input as the files are, and code that needs one goes on.
const (
	// epochVariable is the time in seconds since 1970, as reproducible builds have it:
	// https://reproducible-builds.org/specs/source-date-epoch/
	epochVariable = "SOURCE_DATE_EPOCH"
	// zoneVariable is the time zone, as for every program:
	// https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html
	zoneVariable = "TZ"
	// seedVariable is what random UUIDs are made from.
	seedVariable = "SQLPLAN_UUID_SEED"
)

// Codes of the notes about them.
const (
	CodeClock = "SP422"
	CodeSeed  = "SP423"
)

const zoneReason = "the time zone of the machine is not read; declare it, as --var " + zoneVariable + "=UTC"

// clock returns the declared time; false: there is none.
func clock(t *thread) (now time.Time, ok bool, err error) {
	text, ok := t.Environ(epochVariable)
	if !ok {
		return now, false, nil
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seconds < 0 || seconds > 253402300799 { // the end of the year 9999
		return now, false, t.Unsupported(fmt.Sprintf("the declared %s %q", epochVariable, text), "give the time in whole seconds since 1970")
	}
	t.Note(source.Note, CodeClock, "the clock is read; it shows the declared %s", epochVariable)
	return time.Unix(seconds, 0).UTC(), true, nil
}

// localZone returns the declared time zone, or a value that is not known.
func localZone(t *thread, path string) (*Timezone, *python.Opaque) {
	name, ok := t.Environ(zoneVariable)
	switch {
	case !ok:
		return nil, python.NewOpaque(path, zoneReason, t.Span())
	case !utcNames[name]:
		return nil, python.NewOpaque(path, "the rules of the time zone "+name+" are not the same on each machine", t.Span())
	}
	return UTC, nil
}

var utcNames = map[string]bool{"UTC": true, "UTC0": true, "Etc/UTC": true, "GMT": true, "GMT0": true, "Etc/GMT": true, "Zulu": true, "Universal": true}

// at is an instant in a time zone, as a datetime with that zone.
func at(instant time.Time, zone *Timezone) Datetime {
	return Datetime{Wall: instant.Add(zone.Offset), Zone: zone}
}

// naive is what the calendar and the clock show, without the zone.
func naive(d Datetime) Datetime { return Datetime{Wall: d.Wall} }

// now is datetime.now(), with tz if that is a time zone.
func now(t *thread, path string, tz value) (value, error) {
	instant, ok, err := clock(t)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return python.NewOpaque(path, clockReason, t.Span()), nil
	}
	zone, opaque, err := zoneArg(t, tz)
	switch {
	case err != nil:
		return nil, err
	case opaque != nil:
		return opaque, nil
	case zone != nil:
		return at(instant, zone), nil
	}
	if zone, opaque = localZone(t, path); opaque != nil {
		return opaque, nil
	}
	return naive(at(instant, zone)), nil
}

func initClock() {
	static(DatetimeClass, "now", "tz=None", func(t *thread, b *bound) (value, error) {
		return now(t, "datetime.datetime.now()", b.Get("tz"))
	})
	static(DatetimeClass, "today", "", func(t *thread, _ *bound) (value, error) {
		return now(t, "datetime.datetime.today()", python.None)
	})
	static(DatetimeClass, "utcnow", "", func(t *thread, _ *bound) (value, error) {
		v, err := now(t, "datetime.datetime.utcnow()", UTC)
		if d, ok := v.(Datetime); ok {
			return naive(d), nil
		}
		return v, err
	})
	static(DateClass, "today", "", func(t *thread, _ *bound) (value, error) {
		v, err := now(t, "datetime.date.today()", python.None)
		if d, ok := v.(Datetime); ok {
			return dateOf(d.Wall), nil
		}
		return v, err
	})
}

// unixTime is time.time() and time.time_ns(), by how many parts of a second it counts.
func unixTime(name string, float bool) *python.Builtin {
	return function(name, "", func(t *thread, _ *bound) (value, error) {
		instant, ok, err := clock(t)
		switch {
		case err != nil:
			return nil, err
		case !ok:
			return python.NewOpaque("time."+name+"()", clockReason, t.Span()), nil
		case float:
			return python.Float(instant.Unix()), nil
		}
		return python.NewInt(instant.UnixNano()), nil
	})
}

// uuid4 is a UUID made from the declared seed, the revision's file and how many
// were made before it, so that no other revision changes it.
func uuid4(t *thread, _ *bound) (value, error) {
	seed, ok := t.Environ(seedVariable)
	if !ok {
		return python.NewOpaque("uuid.uuid4()", randomReason, t.Span()), nil
	}
	t.Note(source.Note, CodeSeed, "uuid.uuid4() is made from the declared %s: the same in each script, and no secret", seedVariable)
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", seed, t.Interp().Options().MainPath, t.Count("uuid4")))
	var u UUID
	copy(u[:], sum[:])
	return u.withVersion(4), nil
}
