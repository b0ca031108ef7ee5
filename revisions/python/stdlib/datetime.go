package stdlib

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// The classes of the datetime module.
var (
	DateClass     = python.NewClass("datetime", "date")
	DatetimeClass = python.NewClass("datetime", "datetime", DateClass)
	TimeClass     = python.NewClass("datetime", "time")
	TzinfoClass   = python.NewClass("datetime", "tzinfo")
	TimezoneClass = python.NewClass("datetime", "timezone", TzinfoClass)
)

// Date is a datetime.date.
type Date struct{ Year, Month, Day int }

// TimeOfDay is a datetime.time.
type TimeOfDay struct {
	Hour, Minute, Second, Micro int
	Zone                        *Timezone // nil: naive
}

// Datetime is a datetime.datetime: what calendar and clock show, and in which zone.
type Datetime struct {
	Wall time.Time // in UTC whatever the zone is
	Zone *Timezone // nil: naive
}

// Timezone is a datetime.timezone.
type Timezone struct {
	Offset time.Duration
	Name   string // "" unless it was given
}

// UTC is datetime.timezone.utc.
var UTC = &Timezone{}

// Class returns datetime.date.
func (Date) Class() *class { return DateClass }

// Class returns datetime.time.
func (TimeOfDay) Class() *class { return TimeClass }

// Class returns datetime.datetime.
func (Datetime) Class() *class { return DatetimeClass }

// Class returns datetime.timezone.
func (*Timezone) Class() *class { return TimezoneClass }

// String returns str(z): "UTC", "UTC+02:00", or the name that it was given.
func (z *Timezone) String() string {
	switch {
	case z.Name != "":
		return z.Name
	case z.Offset == 0:
		return "UTC"
	}
	return "UTC" + offsetText(z.Offset, ":")
}

// Str implements python.HasStr.
func (z *Timezone) Str(*thread) (string, error) { return z.String(), nil }

// Repr implements python.HasRepr.
func (z *Timezone) Repr(t *thread) (string, error) {
	if z.Offset == 0 && z.Name == "" {
		return "datetime.timezone.utc", nil
	}
	offset, err := durationDelta(z.Offset).Repr(t)
	if z.Name != "" {
		name, nameErr := t.Repr(python.Str(z.Name))
		return "datetime.timezone(" + offset + ", " + name + ")", cmp.Or(err, nameErr)
	}
	return "datetime.timezone(" + offset + ")", err
}

// HashKey implements python.HasHash.
func (z *Timezone) HashKey() (string, bool) { return z.Offset.String(), true }

// Binary implements python.HasBinary.
func (z *Timezone) Binary(_ *thread, op string, other value, _ bool) (value, error) {
	o, ok := other.(*Timezone)
	if !ok || op != "==" && op != "!=" {
		return nil, nil
	}
	return python.Bool((o.Offset == z.Offset) == (op == "==")), nil
}

func durationDelta(d time.Duration) Timedelta { return Timedelta{d.Microseconds()} }

// offsetText renders +02:00, with seconds only if there are any.
func offsetText(d time.Duration, colon string) string {
	sign := "+"
	if d < 0 {
		sign, d = "-", -d
	}
	s := int(d / time.Second)
	text := fmt.Sprintf("%s%02d%s%02d", sign, s/3600, colon, s/60%60)
	if s%60 != 0 {
		text += fmt.Sprintf("%s%02d", colon, s%60)
	}
	return text
}

func (z *Timezone) suffix() string {
	if z == nil {
		return ""
	}
	return offsetText(z.Offset, ":")
}

// zoneValue is what the attribute tzinfo holds.
func zoneValue(z *Timezone) value {
	if z == nil {
		return python.None
	}
	return z
}

// zoneArg reads an argument that is a timezone or None. A zone that is not known
// comes back as the opaque value that it is.
func zoneArg(t *thread, v value) (*Timezone, *python.Opaque, error) {
	switch z := v.(type) {
	case *Timezone:
		return z, nil, nil
	case *python.Opaque:
		return nil, z, nil
	}
	if v == python.None {
		return nil, nil, nil
	}
	return nil, nil, t.Raise(python.TypeError, "tzinfo argument must be None or of a tzinfo subclass, not type '%s'", v.Class().Name)
}

// String returns str(d), which is the ISO format.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Time returns the date at midnight.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

func dateOf(x time.Time) Date { return Date{x.Year(), int(x.Month()), x.Day()} }

// Str implements python.HasStr.
func (d Date) Str(*thread) (string, error) { return d.String(), nil }

// Repr implements python.HasRepr.
func (d Date) Repr(*thread) (string, error) {
	return fmt.Sprintf("datetime.date(%d, %d, %d)", d.Year, d.Month, d.Day), nil
}

// HashKey implements python.HasHash.
func (d Date) HashKey() (string, bool) { return d.String(), true }

// Format implements python.HasFormat: a date's specification is that of strftime.
func (d Date) Format(_ *thread, spec string) (string, error) {
	if spec == "" {
		return d.String(), nil
	}
	return strftime(spec, Datetime{Wall: d.Time()}), nil
}

// Attr implements python.HasAttr.
func (d Date) Attr(_ *thread, name string) (value, error) {
	switch name {
	case "year":
		return integer(d.Year), nil
	case "month":
		return integer(d.Month), nil
	case "day":
		return integer(d.Day), nil
	}
	return nil, nil
}

// Binary implements python.HasBinary.
func (d Date) Binary(t *thread, op string, other value, reflected bool) (value, error) {
	switch o := other.(type) {
	case Date:
		if reflected {
			d, o = o, d
		}
		if op == "-" {
			return durationDelta(d.Time().Sub(o.Time())), nil
		}
		return compareOp(op, d.Time().Compare(o.Time())), nil
	case Timedelta:
		days, _, _ := o.Parts()
		switch {
		case op == "+":
			return inRange(t, d.Time().AddDate(0, 0, int(days)), func(x time.Time) value { return dateOf(x) })
		case op == "-" && !reflected:
			return inRange(t, d.Time().AddDate(0, 0, int(-days)), func(x time.Time) value { return dateOf(x) })
		}
	}
	return nil, nil
}

func inRange(t *thread, x time.Time, wrap func(time.Time) value) (value, error) {
	if x.Year() < 1 || x.Year() > 9999 {
		return nil, t.Raise(python.OverflowError, "date value out of range")
	}
	return wrap(x), nil
}

// String returns str(c), which is the ISO format.
func (c TimeOfDay) String() string {
	text := fmt.Sprintf("%02d:%02d:%02d", c.Hour, c.Minute, c.Second)
	if c.Micro != 0 {
		text += fmt.Sprintf(".%06d", c.Micro)
	}
	return text + c.Zone.suffix()
}

// Str implements python.HasStr.
func (c TimeOfDay) Str(*thread) (string, error) { return c.String(), nil }

// Repr implements python.HasRepr.
func (c TimeOfDay) Repr(t *thread) (string, error) {
	return reprClock(t, "datetime.time(", []int{c.Hour, c.Minute, c.Second, c.Micro}, c.Zone)
}

// reprClock writes hour and minute, and seconds and microseconds if they are not zero.
func reprClock(t *thread, head string, parts []int, zone *Timezone) (string, error) {
	n := len(parts)
	for n > len(parts)-2 && parts[n-1] == 0 {
		n--
	}
	texts := make([]string, n)
	for i := range n {
		texts[i] = fmt.Sprint(parts[i])
	}
	if zone != nil {
		z, err := zone.Repr(t)
		if err != nil {
			return "", err
		}
		texts = append(texts, "tzinfo="+z)
	}
	return head + strings.Join(texts, ", ") + ")", nil
}

// HashKey implements python.HasHash.
func (c TimeOfDay) HashKey() (string, bool) { return c.String(), true }

// on returns the time on a day.
func (c TimeOfDay) on(d Date) time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, c.Hour, c.Minute, c.Second, c.Micro*1000, time.UTC)
}

// Format implements python.HasFormat.
func (c TimeOfDay) Format(_ *thread, spec string) (string, error) {
	if spec == "" {
		return c.String(), nil
	}
	return strftime(spec, Datetime{Wall: c.on(Date{1900, 1, 1}), Zone: c.Zone}), nil
}

// Attr implements python.HasAttr.
func (c TimeOfDay) Attr(_ *thread, name string) (value, error) {
	switch name {
	case "hour":
		return integer(c.Hour), nil
	case "minute":
		return integer(c.Minute), nil
	case "second":
		return integer(c.Second), nil
	case "microsecond":
		return integer(c.Micro), nil
	case "tzinfo":
		return zoneValue(c.Zone), nil
	}
	return nil, nil
}

// Binary implements python.HasBinary.
func (c TimeOfDay) Binary(t *thread, op string, other value, reflected bool) (value, error) {
	o, ok := other.(TimeOfDay)
	if !ok {
		return nil, nil
	}
	day := Date{2000, 1, 1}
	return Datetime{c.on(day), c.Zone}.Binary(t, op, Datetime{o.on(day), o.Zone}, reflected)
}

// Instant returns the datetime as Go has it; a naive one is taken as UTC.
func (d Datetime) Instant() time.Time {
	if d.Zone == nil {
		return d.Wall
	}
	return d.Wall.Add(-d.Zone.Offset).In(time.FixedZone(d.Zone.String(), int(d.Zone.Offset/time.Second)))
}

// ISO returns d.isoformat(sep).
func (d Datetime) ISO(sep string) string {
	layout := "15:04:05"
	if d.Wall.Nanosecond() != 0 {
		layout += ".000000"
	}
	return dateOf(d.Wall).String() + sep + d.Wall.Format(layout) + d.Zone.suffix()
}

// String returns str(d).
func (d Datetime) String() string { return d.ISO(" ") }

// Str implements python.HasStr.
func (d Datetime) Str(*thread) (string, error) { return d.String(), nil }

// Repr implements python.HasRepr.
func (d Datetime) Repr(t *thread) (string, error) {
	w := d.Wall
	head := fmt.Sprintf("datetime.datetime(%d, %d, %d, ", w.Year(), w.Month(), w.Day())
	return reprClock(t, head, []int{w.Hour(), w.Minute(), w.Second(), w.Nanosecond() / 1000}, d.Zone)
}

// HashKey implements python.HasHash: aware datetimes are equal by their instant.
func (d Datetime) HashKey() (string, bool) {
	if d.Zone != nil {
		return Datetime{Wall: d.Wall.Add(-d.Zone.Offset)}.String() + "Z", true
	}
	return d.String(), true
}

// Format implements python.HasFormat.
func (d Datetime) Format(_ *thread, spec string) (string, error) {
	if spec == "" {
		return d.String(), nil
	}
	return strftime(spec, d), nil
}

// Attr implements python.HasAttr.
func (d Datetime) Attr(t *thread, name string) (value, error) {
	if name == "tzinfo" {
		return zoneValue(d.Zone), nil
	}
	if v, err := dateOf(d.Wall).Attr(t, name); v != nil {
		return v, err
	}
	return d.clock().Attr(t, name)
}

func (d Datetime) clock() TimeOfDay {
	w := d.Wall
	return TimeOfDay{w.Hour(), w.Minute(), w.Second(), w.Nanosecond() / 1000, nil}
}

// Binary implements python.HasBinary.
func (d Datetime) Binary(t *thread, op string, other value, reflected bool) (value, error) {
	switch o := other.(type) {
	case Datetime:
		if reflected {
			d, o = o, d
		}
		return d.withDatetime(t, op, o)
	case Timedelta:
		switch {
		case op == "+":
			return d.plus(t, o.Micros)
		case op == "-" && !reflected:
			return d.plus(t, -o.Micros)
		}
	case Date:
		if op != "==" && op != "!=" && compareOp(op, 0) != nil {
			return nil, t.Raise(python.TypeError, "can't compare datetime.datetime to datetime.date")
		}
	}
	return nil, nil
}

func (d Datetime) plus(t *thread, micros int64) (value, error) {
	days := floorDiv(micros, microsPerDay)
	x := d.Wall.AddDate(0, 0, int(days)).Add(time.Duration(micros-days*microsPerDay) * time.Microsecond)
	return inRange(t, x, func(x time.Time) value { return Datetime{x, d.Zone} })
}

func (d Datetime) withDatetime(t *thread, op string, o Datetime) (value, error) {
	if (d.Zone == nil) != (o.Zone == nil) {
		switch {
		case op == "==" || op == "!=":
			return python.Bool(op == "!="), nil
		case op == "-":
			return nil, t.Raise(python.TypeError, "can't subtract offset-naive and offset-aware datetimes")
		case compareOp(op, 0) != nil:
			return nil, t.Raise(python.TypeError, "can't compare offset-naive and offset-aware datetimes")
		}
		return nil, nil
	}
	a, b := d.Instant(), o.Instant()
	if op == "-" {
		seconds := a.Unix() - b.Unix() // time.Time.Sub saturates at 292 years
		return Timedelta{seconds*microsPerSecond + int64(a.Nanosecond()-b.Nanosecond())/1000}, nil
	}
	return compareOp(op, a.Compare(b)), nil
}
