package stdlib

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

func initTimezoneClass() {
	construct(TimezoneClass, "offset, name=''", func(t *thread, b *bound) (value, error) {
		d, ok := b.Get("offset").(Timedelta)
		if !ok {
			return nil, t.Raise(python.TypeError, "timezone() argument 1 must be datetime.timedelta, not %s", b.Get("offset").Class().Name)
		}
		if d.Micros <= -microsPerDay || d.Micros >= microsPerDay {
			return nil, t.Raise(python.ValueError, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
		}
		name, err := b.Str("name")
		if err != nil {
			return nil, err
		}
		if d.Micros == 0 && name == "" {
			return UTC, nil
		}
		return &Timezone{Offset: d.Duration(), Name: name}, nil
	})
	TimezoneClass.Attrs.Set("utc", UTC)
	method(TimezoneClass, "utcoffset", "dt, /", func(_ *thread, self value, _ *bound) (value, error) {
		return durationDelta(self.(*Timezone).Offset), nil
	})
	method(TimezoneClass, "tzname", "dt, /", func(_ *thread, self value, _ *bound) (value, error) {
		return python.Str(self.(*Timezone).String()), nil
	})
	method(TimezoneClass, "localize", "dt", func(t *thread, self value, b *bound) (value, error) {
		d, ok := b.Get("dt").(Datetime)
		if !ok {
			return nil, t.Raise(python.TypeError, "localize() needs a datetime")
		}
		return Datetime{d.Wall, self.(*Timezone)}, nil
	})
}

// utcOnly makes a module of time zones: those with rules need a data base that
// changes several times a year, so only UTC is known.
func utcOnly(m *module, function string) *module {
	fn(m, function, "name", func(t *thread, b *bound) (value, error) {
		name, err := b.Str("name")
		if err != nil {
			return nil, err
		}
		switch strings.ToUpper(name) {
		case "UTC", "ETC/UTC", "GMT", "ETC/GMT", "ZULU":
			return &Timezone{Name: name}, nil
		}
		return python.NewOpaque(m.Name+"."+function+"()", "the rules of the time zone "+name+" are not the same on each machine", t.Span()), nil
	})
	return m
}

func zoneinfoModule() *module { return utcOnly(python.NewModule("zoneinfo"), "ZoneInfo") }

func pytzModule() *module {
	m := utcOnly(python.NewModule("pytz"), "timezone")
	m.Set("UTC", UTC)
	m.Set("utc", UTC)
	return m
}

func timeModule() *module {
	m := python.NewModule("time")
	for _, name := range []string{
		"monotonic", "perf_counter", "process_time", "localtime", "gmtime", "strftime", "ctime",
	} {
		m.Set(name, unknown("time."+name, clockReason))
	}
	m.Set("time", unixTime("time", true))
	m.Set("time_ns", unixTime("time_ns", false))
	m.Set("sleep", noop("sleep"))
	return m
}
