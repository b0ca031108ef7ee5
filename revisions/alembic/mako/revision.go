package mako

import (
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/sqlplan/sqlplan/revisions/alembic/config"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Revision is what a new revision file says.
type Revision struct {
	ID           string
	Message      string
	Down         []string
	BranchLabels []string
	DependsOn    []string // ids, or branch labels
	// Now is the time of the call, in the local time zone.
	Now time.Time
}

// Naming says how new files are named and dated: the options file_template,
// truncate_slug_length and timezone.
type Naming struct {
	FileTemplate config.Text
	SlugLength   int
	Timezone     *config.Text // nil: the time is written as Revision.Now has it, without an offset
}

// NamingOf returns what a project's configuration says.
func NamingOf(p *config.Project) Naming {
	return Naming{FileTemplate: p.FileTemplate, SlugLength: p.SlugLength, Timezone: p.Timezone}
}

// NewRevision returns the name of the file of a new revision, relative to its
// version folder, and its text, as Alembic writes it. Option is config.get_main_option.
func NewRevision(t *Template, r Revision, naming Naming, option func(name string) (string, bool)) (name, text string, diags source.Diagnostics) {
	created, stamp := naming.date(r.Now, &diags)
	name = naming.fileName(r, created, &diags)
	if diags.HasErrors() {
		return "", "", diags
	}
	message := r.Message
	if message == "" {
		message = "empty message"
	}
	text, diags = t.Fill(map[string]Value{
		"message": message, "up_revision": r.ID, "create_date": stamp,
		"down_revision": scalar(Tuple(r.Down)), "depends_on": scalar(List(r.DependsOn)), "branch_labels": orNone(r.BranchLabels),
		"imports": nil, "upgrades": nil, "downgrades": nil,
	}, option)
	return name, text, diags
}

// scalar is None for no name, the name for one, and the list itself for several.
func scalar[L Tuple | List](list L) Value {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return list
}

func orNone(labels []string) Value {
	if len(labels) == 0 {
		return nil
	}
	return Tuple(labels)
}

// date returns the time in the zone of the configuration, and how Python writes it.
func (n Naming) date(now time.Time, diags *source.Diagnostics) (time.Time, string) {
	layout := "2006-01-02 15:04:05"
	now = now.Truncate(time.Microsecond)
	if now.Nanosecond() != 0 {
		layout += ".000000"
	}
	if n.Timezone == nil {
		return now, now.Format(layout)
	}
	zone, err := location(n.Timezone.Value)
	if err != nil {
		diags.Errorf(n.Timezone.Span, codeNaming, "write a name such as UTC or Europe/Berlin, or leave timezone out for the local time",
			"there is no time zone %q", n.Timezone.Value)
		return now, ""
	}
	now = now.In(zone)
	return now, now.Format(layout + "-07:00")
}

// location finds a time zone as Alembic does: first as it is written, then in capitals.
func location(name string) (*time.Location, error) {
	if strings.EqualFold(name, "local") {
		return nil, fmt.Errorf("no zone of the database: %s", name)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		zone, err = time.LoadLocation(strings.ToUpper(name))
	}
	return zone, err
}

// word matches what Python's \w+ does.
var word = lazyregexp.New(`[\p{L}\p{N}_]+`)

// Slug is a message as part of a file's name, cut at a word to at most length characters.
func Slug(message string, length int) string {
	slug := strings.ToLower(strings.Join(word.FindAllString(message, -1), "_"))
	runes := []rune(slug)
	if len(runes) <= length {
		return slug
	}
	slug = string(runes[:length])
	if at := strings.LastIndexByte(slug, '_'); at >= 0 {
		slug = slug[:at]
	}
	return slug + "_"
}

// conversion matches one conversion of a file_template.
var conversion = lazyregexp.New(`%(?:%|\((\w*)\)([0 +-]*)(\d*)(?:\.(\d*))?([a-zA-Z]))?`)

func (n Naming) fileName(r Revision, created time.Time, diags *source.Diagnostics) string {
	values := map[string]any{
		"rev": r.ID, "slug": Slug(r.Message, n.SlugLength), "epoch": int(created.Unix()),
		"year": created.Year(), "month": int(created.Month()), "day": created.Day(),
		"hour": created.Hour(), "minute": created.Minute(), "second": created.Second(),
	}
	problem := ""
	name := conversion.ReplaceAllStringFunc(n.FileTemplate.Value, func(text string) string {
		if text == "%%" {
			return "%"
		}
		out, ok := convert(conversion.FindStringSubmatch(text), values)
		if !ok {
			problem = text
		}
		return out
	})
	if problem != "" {
		diags.Errorf(n.FileTemplate.Span, codeNaming,
			"the tokens are rev, slug, epoch, year, month, day, hour, minute and second;\nin alembic.ini and pyproject.toml each % is doubled: %%(rev)s, %%(month).2d",
			"file_template: %q is no token with a conversion", problem)
		return ""
	}
	if !inside(name) {
		diags.Errorf(n.FileTemplate.Span, codeNaming, "a name may have folders, and stays in the version folder", "file_template makes the name %q", name+".py")
	}
	return name + ".py"
}

// inside tells whether a file name stays in the folder that it is for.
func inside(name string) bool {
	clean := path.Clean(name)
	return name != "" && clean != ".." && !strings.HasPrefix(clean, "../") && !path.IsAbs(clean) && !strings.ContainsAny(name, "\x00\\")
}

// convert writes one token as Python's % does.
func convert(m []string, values map[string]any) (string, bool) {
	value, known := values[m[1]]
	if !known {
		return "", false
	}
	flags, width, precision := m[2], m[3], m[4]
	var out string
	number, isNumber := value.(int)
	switch m[5] {
	case "d", "i", "u":
		if !isNumber {
			return "", false
		}
		out = strconv.Itoa(number)
		if want := atoi(precision); len(out) < want {
			out = strings.Repeat("0", want-len(out)) + out
		}
	case "s":
		out = fmt.Sprint(value)
		if runes := []rune(out); precision != "" && len(runes) > atoi(precision) {
			out = string(runes[:atoi(precision)])
		}
		flags = strings.ReplaceAll(flags, "0", "")
	default:
		return "", false
	}
	return pad(out, flags, atoi(width)), true
}

func pad(text, flags string, width int) string {
	missing := width - len([]rune(text))
	switch {
	case missing <= 0:
		return text
	case strings.Contains(flags, "-"):
		return text + strings.Repeat(" ", missing)
	case strings.Contains(flags, "0"):
		return strings.Repeat("0", missing) + text
	}
	return strings.Repeat(" ", missing) + text
}

// maxWidth bounds the digits of a width: no file system takes longer names.
const maxWidth = 255

func atoi(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0 // there are none, or far too many
	}
	return min(n, maxWidth)
}
