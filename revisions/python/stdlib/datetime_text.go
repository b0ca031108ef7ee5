package stdlib

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// strftime renders d as C's strftime does in the C locale.
func strftime(format string, d Datetime) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		if format[i] == '-' && i+1 < len(format) { // glibc: no padding
			i++
			text := strings.TrimLeft(directive(format[i], d), "0 ")
			if text == "" {
				text = "0"
			}
			b.WriteString(text)
			continue
		}
		b.WriteString(directive(format[i], d))
	}
	return b.String()
}

func directive(c byte, d Datetime) string {
	w := d.Wall
	switch c {
	case 'Y':
		return fmt.Sprint(w.Year())
	case 'C':
		return fmt.Sprintf("%02d", w.Year()/100)
	case 'y':
		return fmt.Sprintf("%02d", w.Year()%100)
	case 'm':
		return fmt.Sprintf("%02d", w.Month())
	case 'd':
		return fmt.Sprintf("%02d", w.Day())
	case 'e':
		return fmt.Sprintf("%2d", w.Day())
	case 'H':
		return fmt.Sprintf("%02d", w.Hour())
	case 'I':
		return fmt.Sprintf("%02d", (w.Hour()+11)%12+1)
	case 'M':
		return fmt.Sprintf("%02d", w.Minute())
	case 'S':
		return fmt.Sprintf("%02d", w.Second())
	case 'f':
		return fmt.Sprintf("%06d", w.Nanosecond()/1000)
	case 'j':
		return fmt.Sprintf("%03d", w.YearDay())
	case 'U':
		return fmt.Sprintf("%02d", (w.YearDay()+6-int(w.Weekday()))/7)
	case 'W':
		return fmt.Sprintf("%02d", (w.YearDay()+6-isoWeekday(w)+1)/7)
	case 'u':
		return fmt.Sprint(isoWeekday(w))
	case 'w':
		return fmt.Sprint(int(w.Weekday()))
	case 'G', 'V':
		year, week := w.ISOWeek()
		if c == 'G' {
			return fmt.Sprint(year)
		}
		return fmt.Sprintf("%02d", week)
	}
	return directiveText(c, d)
}

func isoWeekday(w time.Time) int { return (int(w.Weekday())+6)%7 + 1 }

// directiveText are the directives that are words or several numbers.
func directiveText(c byte, d Datetime) string {
	w := d.Wall
	switch c {
	case '%':
		return "%"
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case 'a':
		return w.Weekday().String()[:3]
	case 'A':
		return w.Weekday().String()
	case 'b', 'h':
		return w.Month().String()[:3]
	case 'B':
		return w.Month().String()
	case 'p':
		return w.Format("PM")
	case 'z':
		if d.Zone == nil {
			return ""
		}
		return offsetText(d.Zone.Offset, "")
	case 'Z':
		if d.Zone == nil {
			return ""
		}
		return d.Zone.String()
	case 'c':
		return strftime("%a %b %e %H:%M:%S %Y", d)
	case 'x', 'D':
		return strftime("%m/%d/%y", d)
	case 'X', 'T':
		return strftime("%H:%M:%S", d)
	case 'F':
		return strftime("%Y-%m-%d", d)
	case 'R':
		return strftime("%H:%M", d)
	}
	return "%" + string(rune(c))
}

// timeParser is one run of strptime.
type timeParser struct {
	rest                                    string
	year, month, day, hour, min, sec, micro int
	yearDay                                 int
	afternoon, twelve                       bool
	zone                                    *Timezone
}

// parseTime is strptime. The text of the error is CPython's.
func parseTime(t *thread, text, format string) (Datetime, error) {
	p := &timeParser{rest: text, year: 1900, month: 1, day: 1}
	mismatch := func() error {
		a, errA := t.Repr(python.Str(text))
		b, errB := t.Repr(python.Str(format))
		if errA != nil || errB != nil {
			return firstError(errA, errB)
		}
		return t.Raise(python.ValueError, "time data %s does not match format %s", a, b)
	}
	for i := 0; i < len(format); i++ {
		c := format[i]
		if unicode.IsSpace(rune(c)) {
			trimmed := strings.TrimLeftFunc(p.rest, unicode.IsSpace)
			if trimmed == p.rest && (i == 0 || !unicode.IsSpace(rune(format[i-1]))) {
				return Datetime{}, mismatch()
			}
			p.rest = trimmed
			continue
		}
		if c == '%' && i+1 < len(format) {
			i++
			ok, known := p.directive(format[i])
			if !known {
				return Datetime{}, t.Raise(python.ValueError, "'%s' is a bad directive in format '%s'", string(rune(format[i])), format)
			}
			if !ok {
				return Datetime{}, mismatch()
			}
			continue
		}
		if p.rest == "" || !strings.EqualFold(p.rest[:1], string(rune(c))) && p.rest[0] != c {
			return Datetime{}, mismatch()
		}
		p.rest = p.rest[1:]
	}
	if p.rest != "" {
		return Datetime{}, t.Raise(python.ValueError, "unconverted data remains: %s", p.rest)
	}
	return p.result(t)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *timeParser) result(t *thread) (Datetime, error) {
	if p.twelve {
		p.hour %= 12
		if p.afternoon {
			p.hour += 12
		}
	}
	if p.yearDay > 0 {
		d := time.Date(p.year, 1, p.yearDay, 0, 0, 0, 0, time.UTC)
		p.month, p.day = int(d.Month()), d.Day()
	}
	w := time.Date(p.year, time.Month(p.month), p.day, p.hour, p.min, p.sec, p.micro*1000, time.UTC)
	if w.Day() != p.day {
		return Datetime{}, t.Raise(python.ValueError, "day is out of range for month")
	}
	return Datetime{w, p.zone}, nil
}

func (p *timeParser) directive(c byte) (ok, known bool) {
	switch c {
	case 'Y':
		return p.digits(4, 4, 0, 9999, &p.year), true
	case 'y':
		ok := p.digits(2, 2, 0, 99, &p.year)
		if p.year += 1900; p.year < 1969 {
			p.year += 100
		}
		return ok, true
	case 'm':
		return p.digits(1, 2, 1, 12, &p.month), true
	case 'd':
		return p.digits(1, 2, 1, 31, &p.day), true
	case 'H':
		return p.digits(1, 2, 0, 23, &p.hour), true
	case 'I':
		p.twelve = true
		return p.digits(1, 2, 1, 12, &p.hour), true
	case 'M':
		return p.digits(1, 2, 0, 59, &p.min), true
	case 'S':
		return p.digits(1, 2, 0, 61, &p.sec), true
	case 'j':
		return p.digits(1, 3, 1, 366, &p.yearDay), true
	case 'f':
		before := len(p.rest)
		ok := p.digits(1, 6, 0, 999999, &p.micro)
		for n := before - len(p.rest); n < 6; n++ {
			p.micro *= 10
		}
		return ok, true
	}
	return p.word(c)
}

func (p *timeParser) word(c byte) (ok, known bool) {
	switch c {
	case 'p':
		switch {
		case p.literal("am"):
		case p.literal("pm"):
			p.afternoon = true
		default:
			return false, true
		}
		return true, true
	case 'b', 'B':
		for m := time.January; m <= time.December; m++ {
			if c == 'B' && p.literal(m.String()) || c == 'b' && p.literal(m.String()[:3]) {
				p.month = int(m)
				return true, true
			}
		}
		return false, true
	case 'a', 'A':
		for d := time.Sunday; d <= time.Saturday; d++ {
			if c == 'A' && p.literal(d.String()) || c == 'a' && p.literal(d.String()[:3]) {
				return true, true
			}
		}
		return false, true
	case 'z':
		return p.offset(), true
	case 'Z':
		return p.literal("utc") || p.literal("gmt"), true
	case '%':
		return p.literal("%"), true
	}
	return false, false
}

func (p *timeParser) literal(word string) bool {
	if len(p.rest) < len(word) || !strings.EqualFold(p.rest[:len(word)], word) {
		return false
	}
	p.rest = p.rest[len(word):]
	return true
}

// digits reads between least and most digits, fewer if the number would be too large.
func (p *timeParser) digits(least, most, low, high int, to *int) bool {
	for n := most; n >= least; n-- {
		if len(p.rest) < n {
			continue
		}
		value, ok := 0, true
		for i := range n {
			c := p.rest[i]
			ok = ok && c >= '0' && c <= '9'
			value = value*10 + int(c-'0')
		}
		if ok && value >= low && value <= high {
			*to, p.rest = value, p.rest[n:]
			return true
		}
	}
	return false
}

// offset reads "Z", "+0200", "+02:00", "+02:00:30".
func (p *timeParser) offset() bool {
	if strings.HasPrefix(p.rest, "Z") {
		p.rest, p.zone = p.rest[1:], UTC
		return true
	}
	if p.rest == "" || p.rest[0] != '+' && p.rest[0] != '-' {
		return false
	}
	negative := p.rest[0] == '-'
	p.rest = p.rest[1:]
	var h, m, s int
	if !p.digits(2, 2, 0, 23, &h) {
		return false
	}
	colon := p.literal(":")
	if !p.digits(2, 2, 0, 59, &m) {
		return false
	}
	if !colon || strings.HasPrefix(p.rest, ":") {
		before := p.rest
		if colon {
			p.literal(":")
		}
		if !p.digits(2, 2, 0, 59, &s) {
			p.rest = before
		}
	}
	d := time.Duration(h*3600+m*60+s) * time.Second
	if negative {
		d = -d
	}
	if p.zone = UTC; d != 0 {
		p.zone = &Timezone{Offset: d}
	}
	return true
}

// parseISO is fromisoformat of a date, a time, or both.
func parseISO(t *thread, text string, wantDate, wantTime bool) (Datetime, error) {
	p := &timeParser{rest: text, year: 1900, month: 1, day: 1}
	if !p.iso(wantDate, wantTime) || p.rest != "" {
		return Datetime{}, invalidISO(t, text)
	}
	day, err := calendar(t, int64(p.year), int64(p.month), int64(p.day))
	if err != nil {
		return Datetime{}, err
	}
	for _, limit := range []struct {
		name    string
		n, most int
	}{{"hour", p.hour, 23}, {"minute", p.min, 59}, {"second", p.sec, 59}} {
		if limit.n > limit.most {
			return Datetime{}, t.Raise(python.ValueError, "%s must be in 0..%d", limit.name, limit.most)
		}
	}
	return Datetime{TimeOfDay{p.hour, p.min, p.sec, p.micro, nil}.on(day), p.zone}, nil
}

func (p *timeParser) iso(wantDate, wantTime bool) bool {
	if wantDate && !p.isoDate() {
		return false
	}
	if !wantTime || p.rest == "" {
		return wantDate
	}
	if wantDate {
		_, size := utf8.DecodeRuneInString(p.rest)
		p.rest = p.rest[size:]
	} else {
		p.literal("T")
	}
	return p.isoTime()
}

func (p *timeParser) isoDate() bool {
	if !p.digits(4, 4, 0, 9999, &p.year) {
		return false
	}
	dash := p.literal("-")
	if p.literal("W") {
		return p.isoWeek(dash)
	}
	return p.digits(2, 2, 0, 99, &p.month) && p.literal("-") == dash && p.digits(2, 2, 0, 99, &p.day)
}

func (p *timeParser) isoWeek(dash bool) bool {
	week, weekday := 0, 1
	if !p.digits(2, 2, 1, 53, &week) {
		return false
	}
	if dash && strings.HasPrefix(p.rest, "-") {
		p.literal("-")
		if !p.digits(1, 1, 1, 7, &weekday) {
			return false
		}
	} else if !dash {
		p.digits(1, 1, 1, 7, &weekday)
	}
	fourth := time.Date(p.year, 1, 4, 0, 0, 0, 0, time.UTC) // is always in week 1
	d := fourth.AddDate(0, 0, (week-1)*7+weekday-isoWeekday(fourth))
	p.year, p.month, p.day = d.Year(), int(d.Month()), d.Day()
	return true
}

func (p *timeParser) isoTime() bool {
	if !p.digits(2, 2, 0, 99, &p.hour) {
		return false
	}
	colon := strings.HasPrefix(p.rest, ":")
	for _, part := range []*int{&p.min, &p.sec} {
		if p.rest == "" || strings.ContainsAny(p.rest[:1], "+-Z") {
			break
		}
		if p.literal(":") != colon || !p.digits(2, 2, 0, 99, part) {
			return false
		}
	}
	if p.literal(".") || p.literal(",") {
		n := 0
		for n < len(p.rest) && p.rest[n] >= '0' && p.rest[n] <= '9' {
			n++
		}
		if n == 0 {
			return false
		}
		for _, c := range (p.rest[:n] + "000000")[:6] {
			p.micro = p.micro*10 + int(c-'0')
		}
		p.rest = p.rest[n:]
	}
	return p.rest == "" || p.offset()
}
