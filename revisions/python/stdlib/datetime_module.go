package stdlib

import (
	"cmp"
	"strings"
	"time"

	"github.com/sqlplan/sqlplan/revisions/python"
)

func datetimeModule() *module {
	m := python.NewModule("datetime")
	m.Set("MINYEAR", integer(1))
	m.Set("MAXYEAR", integer(9999))
	m.Set("UTC", UTC)
	for _, c := range []*class{DateClass, DatetimeClass, TimeClass, TimedeltaClass, TimezoneClass, TzinfoClass} {
		m.Set(c.Name, c)
	}
	return m
}

func init() {
	initDateClass()
	initDatetimeClass()
	initDatetimeMethods()
	initTimeClass()
	initTimezoneClass()
}

// calendar checks year, month and day as Python does.
func calendar(t *thread, year, month, day int64) (Date, error) {
	switch {
	case year < 1 || year > 9999:
		return Date{}, t.Raise(python.ValueError, "year %d is out of range", year)
	case month < 1 || month > 12:
		return Date{}, t.Raise(python.ValueError, "month must be in 1..12")
	}
	d := Date{int(year), int(month), int(day)}
	if day < 1 || day > 31 || d.Time().Day() != d.Day {
		return Date{}, t.Raise(python.ValueError, "day is out of range for month")
	}
	return d, nil
}

// ints reads several integer arguments.
func ints(b *bound, names ...string) ([]int64, error) {
	out := make([]int64, len(names))
	for i, n := range names {
		v, err := b.Int(n)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

func clockArgs(t *thread, b *bound) (TimeOfDay, *python.Opaque, error) {
	n, err := ints(b, "hour", "minute", "second", "microsecond")
	if err != nil {
		return TimeOfDay{}, nil, err
	}
	for i, limit := range []struct {
		name string
		most int64
	}{{"hour", 23}, {"minute", 59}, {"second", 59}, {"microsecond", 999999}} {
		if n[i] < 0 || n[i] > limit.most {
			return TimeOfDay{}, nil, t.Raise(python.ValueError, "%s must be in 0..%d", limit.name, limit.most)
		}
	}
	zone, opaque, err := zoneArg(t, b.Get("tzinfo"))
	return TimeOfDay{int(n[0]), int(n[1]), int(n[2]), int(n[3]), zone}, opaque, err
}

func initDateClass() {
	construct(DateClass, "year, month, day", func(t *thread, b *bound) (value, error) {
		n, err := ints(b, "year", "month", "day")
		if err != nil {
			return nil, err
		}
		return checked(calendar(t, n[0], n[1], n[2]))
	})
	static(DateClass, "fromtimestamp", "timestamp, /", func(t *thread, b *bound) (value, error) {
		zone, opaque := localZone(t, "datetime.date.fromtimestamp()")
		if opaque != nil {
			return opaque, nil
		}
		v, err := fromTimestamp(t, b.Get("timestamp"), zone)
		if d, ok := v.(Datetime); ok {
			return dateOf(d.Wall), nil
		}
		return v, err
	})
	DateClass.Attrs.Set("min", Date{1, 1, 1})
	DateClass.Attrs.Set("max", Date{9999, 12, 31})
	DateClass.Attrs.Set("resolution", Timedelta{microsPerDay})
	static(DateClass, "fromisoformat", "date_string, /", func(t *thread, b *bound) (value, error) {
		s, err := b.Str("date_string")
		if err != nil {
			return nil, err
		}
		d, err := parseISO(t, s, true, false)
		if err != nil {
			return nil, err
		}
		return dateOf(d.Wall), nil
	})
	static(DateClass, "fromordinal", "ordinal, /", func(t *thread, b *bound) (value, error) {
		n, err := b.Int("ordinal")
		if err != nil {
			return nil, err
		}
		if n < 1 || n > 3652059 {
			return nil, t.Raise(python.ValueError, "ordinal must be >= 1")
		}
		return dateOf(time.Date(1, 1, int(n), 0, 0, 0, 0, time.UTC)), nil
	})
	method(DateClass, "isoformat", "", func(_ *thread, self value, _ *bound) (value, error) {
		return python.Str(self.(Date).String()), nil
	})
	method(DateClass, "replace", "year=None, month=None, day=None", func(t *thread, self value, b *bound) (value, error) {
		return replaceDate(t, self.(Date), b)
	})
	// What a date and a datetime have in common.
	for name, run := range inOrder(map[string]func(d Datetime) value{
		"weekday":    func(d Datetime) value { return integer(isoWeekday(d.Wall) - 1) },
		"isoweekday": func(d Datetime) value { return integer(isoWeekday(d.Wall)) },
		"toordinal":  func(d Datetime) value { return python.NewInt(ordinal(d.Wall)) },
		"ctime":      func(d Datetime) value { return python.Str(strftime("%c", d)) },
		"isocalendar": func(d Datetime) value {
			year, week := d.Wall.ISOWeek()
			return python.Tuple{integer(year), integer(week), integer(isoWeekday(d.Wall))}
		},
	}) {
		method(DateClass, name, "", func(_ *thread, self value, _ *bound) (value, error) { return run(anyDatetime(self)), nil })
	}
	method(DateClass, "strftime", "format", func(_ *thread, self value, b *bound) (value, error) {
		format, err := b.Str("format")
		return python.Str(strftime(format, anyDatetime(self))), err
	})
}

// checked makes a value of a result that may have failed.
func checked[T value](v T, err error) (value, error) {
	if err != nil {
		return nil, err
	}
	return v, nil
}

func anyDatetime(v value) Datetime {
	switch d := v.(type) {
	case Datetime:
		return d
	case Date:
		return Datetime{Wall: d.Time()}
	case TimeOfDay:
		return Datetime{Wall: d.on(Date{1900, 1, 1}), Zone: d.Zone}
	}
	return Datetime{Wall: Date{1, 1, 1}.Time()}
}

func ordinal(w time.Time) int64 {
	return (w.Unix()-Date{1, 1, 1}.Time().Unix())/86400 + 1
}

func invalidISO(t *thread, s string) error {
	repr, err := t.Repr(python.Str(s))
	if err != nil {
		return err
	}
	return t.Raise(python.ValueError, "Invalid isoformat string: %s", repr)
}

// replaced reads an argument of replace(); None keeps what was there.
func replaced(b *bound, name string, old int) (int64, error) {
	if b.Get(name) == python.None {
		return int64(old), nil
	}
	return b.Int(name)
}

func replaceDate(t *thread, d Date, b *bound) (value, error) {
	year, err := replaced(b, "year", d.Year)
	month, err2 := replaced(b, "month", d.Month)
	day, err3 := replaced(b, "day", d.Day)
	if err := firstError(err, err2, err3); err != nil {
		return nil, err
	}
	return checked(calendar(t, year, month, day))
}

func replaceClock(t *thread, c TimeOfDay, b *bound) (TimeOfDay, error) {
	parts := []struct {
		name string
		to   *int
		most int64
	}{{"hour", &c.Hour, 23}, {"minute", &c.Minute, 59}, {"second", &c.Second, 59}, {"microsecond", &c.Micro, 999999}}
	for _, p := range parts {
		n, err := replaced(b, p.name, *p.to)
		if err != nil {
			return c, err
		}
		if n < 0 || n > p.most {
			return c, t.Raise(python.ValueError, "%s must be in 0..%d", p.name, p.most)
		}
		*p.to = int(n)
	}
	if b.Given("tzinfo") {
		zone, opaque, err := zoneArg(t, b.Get("tzinfo"))
		if opaque != nil {
			return c, t.Unresolved(opaque, "a time zone")
		}
		c.Zone = zone
		return c, err
	}
	return c, nil
}

const clockParams = "hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0"

func initTimeClass() {
	construct(TimeClass, clockParams, func(t *thread, b *bound) (value, error) {
		c, opaque, err := clockArgs(t, b)
		if opaque != nil {
			return opaque, nil
		}
		return checked(c, err)
	})
	TimeClass.Attrs.Set("min", TimeOfDay{})
	TimeClass.Attrs.Set("max", TimeOfDay{23, 59, 59, 999999, nil})
	static(TimeClass, "fromisoformat", "time_string, /", func(t *thread, b *bound) (value, error) {
		s, err := b.Str("time_string")
		if err != nil {
			return nil, err
		}
		d, err := parseISO(t, s, false, true)
		if err != nil {
			return nil, err
		}
		c := d.clock()
		c.Zone = d.Zone
		return c, nil
	})
	method(TimeClass, "isoformat", "timespec='auto'", func(t *thread, self value, b *bound) (value, error) {
		return isoformat(t, self, "", b)
	})
	method(TimeClass, "strftime", "format", func(_ *thread, self value, b *bound) (value, error) {
		format, err := b.Str("format")
		return python.Str(strftime(format, anyDatetime(self))), err
	})
	method(TimeClass, "replace", strings.ReplaceAll(clockParams, "=0", "=None"), func(t *thread, self value, b *bound) (value, error) {
		return checked(replaceClock(t, self.(TimeOfDay), b))
	})
	zoneMethods(TimeClass)
}

// zoneMethods adds utcoffset, tzname and dst.
func zoneMethods(c *class) {
	method(c, "utcoffset", "", func(_ *thread, self value, _ *bound) (value, error) {
		if z := anyDatetime(self).Zone; z != nil {
			return durationDelta(z.Offset), nil
		}
		return python.None, nil
	})
	method(c, "tzname", "", func(_ *thread, self value, _ *bound) (value, error) {
		if z := anyDatetime(self).Zone; z != nil {
			return python.Str(z.String()), nil
		}
		return python.None, nil
	})
	method(c, "dst", "", func(*thread, value, *bound) (value, error) { return python.None, nil })
}

// isoformat is that of time and datetime, with all values of timespec.
func isoformat(t *thread, self value, sep string, b *bound) (value, error) {
	spec, err := b.Str("timespec")
	if err != nil {
		return nil, err
	}
	d := anyDatetime(self)
	layout, ok := map[string]string{
		"hours": "15", "minutes": "15:04", "seconds": "15:04:05", "milliseconds": "15:04:05.000", "microseconds": "15:04:05.000000",
	}[spec]
	switch {
	case spec == "auto" && d.Wall.Nanosecond() == 0:
		layout = "15:04:05"
	case spec == "auto":
		layout = "15:04:05.000000"
	case !ok:
		return nil, t.Raise(python.ValueError, "Unknown timespec value")
	}
	text := d.Wall.Format(layout) + d.Zone.suffix()
	if _, isTime := self.(TimeOfDay); isTime {
		return python.Str(text), nil
	}
	return python.Str(dateOf(d.Wall).String() + sep + text), nil
}

func initDatetimeClass() {
	c := DatetimeClass
	construct(c, "year, month, day, "+clockParams, func(t *thread, b *bound) (value, error) {
		n, err := ints(b, "year", "month", "day")
		if err != nil {
			return nil, err
		}
		d, err := calendar(t, n[0], n[1], n[2])
		if err != nil {
			return nil, err
		}
		clock, opaque, err := clockArgs(t, b)
		if opaque != nil {
			return opaque, nil
		}
		return checked(Datetime{clock.on(d), clock.Zone}, err)
	})
	initClock()
	c.Attrs.Set("min", Datetime{Wall: Date{1, 1, 1}.Time()})
	c.Attrs.Set("max", Datetime{Wall: TimeOfDay{23, 59, 59, 999999, nil}.on(Date{9999, 12, 31})})
	c.Attrs.Set("resolution", Timedelta{1})
	static(c, "strptime", "date_string, format, /", func(t *thread, b *bound) (value, error) {
		text, err := b.Str("date_string")
		if err != nil {
			return nil, err
		}
		format, err := b.Str("format")
		if err != nil {
			return nil, err
		}
		return checked(parseTime(t, text, format))
	})
	static(c, "fromisoformat", "date_string, /", func(t *thread, b *bound) (value, error) {
		s, err := b.Str("date_string")
		if err != nil {
			return nil, err
		}
		d, err := parseISO(t, s, true, true)
		if err != nil {
			return nil, err
		}
		return d, nil
	})
	static(c, "combine", "date, time, tzinfo=...", func(t *thread, b *bound) (value, error) {
		clock, ok := b.Get("time").(TimeOfDay)
		if !ok {
			return nil, t.Raise(python.TypeError, "combine() argument 2 must be datetime.time, not %s", b.Get("time").Class().Name)
		}
		zone := clock.Zone
		if b.Given("tzinfo") {
			var err error
			if zone, _, err = zoneArg(t, b.Get("tzinfo")); err != nil {
				return nil, err
			}
		}
		return Datetime{clock.on(dateOf(anyDatetime(b.Get("date")).Wall)), zone}, nil
	})
	static(c, "utcfromtimestamp", "timestamp, /", func(t *thread, b *bound) (value, error) {
		return fromTimestamp(t, b.Get("timestamp"), nil)
	})
	static(c, "fromtimestamp", "timestamp, tz=None", func(t *thread, b *bound) (value, error) {
		zone, opaque, err := zoneArg(t, b.Get("tz"))
		switch {
		case err != nil:
			return nil, err
		case opaque != nil:
			return opaque, nil
		case zone != nil:
			return fromTimestamp(t, b.Get("timestamp"), zone)
		}
		if zone, opaque = localZone(t, "datetime.datetime.fromtimestamp()"); opaque != nil {
			return opaque, nil
		}
		v, err := fromTimestamp(t, b.Get("timestamp"), zone)
		if d, ok := v.(Datetime); ok {
			return naive(d), nil
		}
		return v, err
	})
}

func fromTimestamp(t *thread, v value, zone *Timezone) (value, error) {
	x, ok := numberOf(v)
	if !ok {
		if o, isOpaque := v.(*python.Opaque); isOpaque {
			return o, nil
		}
		return nil, t.Raise(python.TypeError, "'%s' object cannot be interpreted as an integer", v.Class().Name)
	}
	x.Mul(x, microRat)
	micros, err := timedeltaOf(t, x)
	if err != nil {
		return nil, err
	}
	epoch := Datetime{Wall: time.Unix(0, 0).UTC(), Zone: zone}
	if zone != nil {
		epoch.Wall = epoch.Wall.Add(zone.Offset)
	}
	return epoch.plus(t, micros.(Timedelta).Micros)
}

func initDatetimeMethods() {
	c := DatetimeClass
	method(c, "isoformat", "sep='T', timespec='auto'", func(t *thread, self value, b *bound) (value, error) {
		sep, err := b.Str("sep")
		if err != nil {
			return nil, err
		}
		return isoformat(t, self, sep, b)
	})
	method(c, "date", "", func(_ *thread, self value, _ *bound) (value, error) { return dateOf(self.(Datetime).Wall), nil })
	method(c, "time", "", func(_ *thread, self value, _ *bound) (value, error) { return self.(Datetime).clock(), nil })
	method(c, "timetz", "", func(_ *thread, self value, _ *bound) (value, error) {
		clock := self.(Datetime).clock()
		clock.Zone = self.(Datetime).Zone
		return clock, nil
	})
	method(c, "timestamp", "", func(t *thread, self value, _ *bound) (value, error) {
		d := self.(Datetime)
		if d.Zone == nil {
			zone, opaque := localZone(t, "datetime.timestamp()")
			if opaque != nil {
				return opaque, nil
			}
			d.Zone = zone
		}
		i := d.Instant()
		return python.Float(float64(i.Unix()) + float64(i.Nanosecond()/1000)/microsPerSecond), nil
	})
	method(c, "replace", "year=None, month=None, day=None, "+strings.ReplaceAll(clockParams, "=0", "=None"),
		func(t *thread, self value, b *bound) (value, error) {
			d := self.(Datetime)
			day, err := replaceDate(t, dateOf(d.Wall), b)
			if err != nil {
				return nil, err
			}
			clock := d.clock()
			clock.Zone = d.Zone
			if clock, err = replaceClock(t, clock, b); err != nil {
				return nil, err
			}
			return Datetime{clock.on(day.(Date)), clock.Zone}, nil
		})
	method(c, "astimezone", "tz=None", func(t *thread, self value, b *bound) (value, error) {
		d := self.(Datetime)
		zone, opaque, err := zoneArg(t, b.Get("tz"))
		switch {
		case err != nil:
			return nil, err
		case opaque != nil:
			return opaque, nil
		case zone == nil || d.Zone == nil:
			local, opaque := localZone(t, "datetime.astimezone()")
			if opaque != nil {
				return opaque, nil
			}
			zone, d.Zone = cmp.Or(zone, local), cmp.Or(d.Zone, local)
		}
		return Datetime{d.Wall.Add(zone.Offset - d.Zone.Offset), zone}, nil
	})
	zoneMethods(c)
}
