package config

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/revisions/spell"
)

// alembicTable matches a pyproject.toml that configures Alembic.
var alembicTable = lazyregexp.New(`(?m)^\s*\[{1,2}\s*tool\s*\.\s*"?alembic"?\s*[].]|^\s*alembic\s*[.=]|^\s*tool\.alembic\b`)

// Option returns an option of a section of the ini file as config.get_section_option
// does in env.py, with credentials blotted out; section "" is the main one.
func (p *Project) Option(section, name string) (Text, bool) {
	if section == "" {
		section = p.section
	}
	text, f, ok := p.iniOption(section, name)
	return text, ok && f == nil
}

// Section returns the name of the main section.
func (p *Project) Section() string { return p.section }

// iniOption looks up and interpolates one option.
func (p *Project) iniOption(section, name string) (Text, *fault, bool) {
	option := p.rawOption(section, name)
	if option == nil {
		return Text{}, nil, false
	}
	value, f := p.interpolation(section).expand(option.raw.Value)
	return Text{Value: value, Span: option.raw.Span}, f, true
}

func (p *Project) rawOption(section, name string) *iniOption {
	s := p.ini.section(section)
	if s == nil {
		return nil
	}
	if option := s.option(strings.ToLower(name)); option != nil {
		return option
	}
	return p.ini.section(defaultSection).option(strings.ToLower(name))
}

func (p *Project) interpolation(section string) interpolation {
	return interpolation{nested: true, what: "section [" + section + "]", lookup: func(name string) (string, bool) {
		name = strings.ToLower(name)
		if option := p.rawOption(section, name); option != nil {
			return option.raw.Value, true
		}
		if name == "here" {
			return p.here(p.ini.file), true
		}
		return "", false
	}}
}

// option returns an option that may stand in either file: the ini file goes first.
func (r *reader) option(name string) (Text, bool) {
	if text, f, ok := r.p.iniOption(r.p.section, name); ok {
		if f != nil {
			f.report(&r.diags, text.Span, name)
		}
		return text, true
	}
	value, span, ok := r.p.toml.get(name)
	if !ok {
		return Text{}, false
	}
	switch v := value.(type) {
	case string:
		return Text{Value: r.tomlText(v, span, name), Span: span}, true
	case int64:
		return Text{Value: strconv.FormatInt(v, 10), Span: span}, true
	}
	r.wrongType(name, "a string", value, span)
	return Text{}, false
}

// tomlText replaces %(here)s; Alembic uses Python's % for that, so the rest must be doubled.
func (r *reader) tomlText(value string, span source.Span, name string) string {
	in := interpolation{what: "a pyproject.toml", lookup: func(name string) (string, bool) {
		return r.p.here(r.p.toml.file), name == "here"
	}}
	text, f := in.expand(value)
	if f != nil {
		f.help = "in pyproject.toml only %(here)s is replaced; every other % is written %%"
		f.report(&r.diags, span, name)
	}
	return text
}

func (r *reader) wrongType(name, want string, value any, span source.Span) {
	r.diags.Errorf(span, codeToml, "", "the option %s is %s here, and has to be %s", name, tomlType(value), want)
}

func tomlType(value any) string {
	switch value.(type) {
	case string:
		return "a string"
	case bool:
		return "a boolean"
	case int64, float64:
		return "a number"
	case []any:
		return "a list"
	case map[string]any:
		return "a table"
	}
	return fmt.Sprintf("a %T", value)
}

// boolean is true only for the word true, as in Alembic.
func (r *reader) boolean(name string) (bool, source.Span) {
	if text, f, ok := r.p.iniOption(r.p.section, name); ok && f == nil {
		if !slices.Contains([]string{"true", "false", ""}, text.Value) {
			r.diags.Warnf(text.Span, codeValue, "write true or false, in lower case", "the option %s is %q, which Alembic takes for false", name, text.Value)
		}
		return text.Value == "true", text.Span
	}
	value, span, ok := r.p.toml.get(name)
	if !ok {
		return false, span
	}
	yes, isBool := value.(bool)
	if !isBool {
		r.wrongType(name, "true or false", value, span)
	}
	return yes, span
}

// options reads everything, in an order in which later options need earlier ones.
func (r *reader) options() {
	r.checkSection()
	r.searchPath()
	r.scriptLocation()
	r.versionLocations()
	r.newRevisions()
	r.p.Recursive, _ = r.boolean("recursive_version_locations")
	r.ignored()
	r.p.URL = r.p.url(r.p.section)
	r.databases()
}

func (r *reader) checkSection() {
	if r.p.opts.Section == "" || r.p.ini == nil || r.p.ini.section(r.p.section) != nil {
		return
	}
	names := r.p.ini.names()
	help := "the sections are " + strings.Join(names, ", ")
	if near := spell.DidYouMean(r.p.section, names); near != "" {
		help = near
	}
	r.diags.Errorf(r.p.ini.file.Span(0, 0), codeNoSection, help, "there is no section [%s]", r.p.section)
}

// newRevisions reads what only `revision` and `merge` need.
func (r *reader) newRevisions() {
	r.p.SlugLength = 40
	if text, ok := r.option("truncate_slug_length"); ok && text.Value != "" {
		n, err := strconv.Atoi(strings.TrimSpace(text.Value))
		if err != nil || n < 0 {
			r.diags.Errorf(text.Span, codeValue, "write a number, such as 40", "truncate_slug_length is %q", text.Value)
		} else if n > 0 {
			r.p.SlugLength = n
		}
	}
	r.p.FileTemplate = Text{Value: "%(rev)s_%(slug)s"}
	if text, ok := r.option("file_template"); ok {
		r.p.FileTemplate = text
	}
	if text, ok := r.option("timezone"); ok && text.Value != "" {
		r.p.Timezone = &text
	}
	r.p.OutputEncoding = Text{Value: "utf-8"}
	if text, ok := r.option("output_encoding"); ok {
		r.p.OutputEncoding = text
	}
	r.p.RevisionEnvironment, _ = r.boolean("revision_environment")
}

// ignored notes the options that Alembic follows and sqlplan does not.
func (r *reader) ignored() {
	if yes, span := r.boolean("sourceless"); yes {
		r.diags.Notef(span, codeIgnored, "keep the .py files of all revisions in the folder", "revisions that are there only as compiled Python (sourceless) are not read")
	}
	if s := r.p.ini.section("post_write_hooks"); s != nil && s.option("hooks") != nil && s.option("hooks").raw.Value != "" {
		r.hooksNote(s.option("hooks").key)
	} else if hooks, span, ok := r.p.toml.get("post_write_hooks"); ok {
		if list, _ := hooks.([]any); len(list) > 0 {
			r.hooksNote(span)
		}
	}
}

func (r *reader) hooksNote(span source.Span) {
	r.diags.Notef(span, codeIgnored, "run the tools on the new file yourself", "post_write_hooks are not run: sqlplan starts no other program")
}

// databases reads the list of a multidb project.
func (r *reader) databases() {
	text, ok := r.option("databases")
	if !ok {
		return
	}
	for name := range strings.SplitSeq(text.Value, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if r.p.ini.section(name) == nil {
			r.diags.Warnf(text.Span, codeNoSection, "add the section with its sqlalchemy.url", "there is no section [%s] for the database %q", name, name)
		}
		r.p.Databases = append(r.p.Databases, Database{Name: name, URL: r.p.url(name), Span: text.Span})
	}
}

// url reads the dialect from the sqlalchemy.url of a section. Of a URL whose
// parts come from elsewhere only what stands before :// has to be known.
func (p *Project) url(section string) URL {
	option := p.rawOption(section, "sqlalchemy.url")
	if option == nil {
		return URL{}
	}
	raw := option.raw.Value
	if scheme, _, ok := strings.Cut(raw, "://"); ok {
		raw = scheme + "://"
	}
	value, f := p.interpolation(section).expand(raw)
	if f != nil {
		return URL{}
	}
	u, _ := ParseURL(value)
	u.Span = option.key
	return u
}

// scheme matches the beginning of a database URL.
var scheme = lazyregexp.New(`^\s*([A-Za-z][\w]*)(?:\+([\w.]+))?://`)

// ParseURL returns the dialect and the driver that a database URL names. The
// placeholder of Alembic's templates, driver://, names none.
func ParseURL(text string) (URL, bool) {
	m := scheme.FindStringSubmatch(text)
	if m == nil || m[1] == "driver" {
		return URL{}, false
	}
	u := URL{Dialect: strings.ToLower(m[1]), Driver: m[2]}
	if u.Dialect == "postgres" {
		u.Dialect = "postgresql" // an old name, which many environments still hand out
	}
	return u, true
}

// here is what %(here)s stands for in a file.
func (p *Project) here(f *source.File) string { return path.Join(p.root(), path.Dir(f.Path)) }

// sectionsWith lists the sections that have an option of their own.
func (p *Project) sectionsWith(option string) []string {
	if p.ini == nil {
		return nil
	}
	var names []string
	for _, name := range p.ini.names() {
		if p.ini.section(name).option(option) != nil {
			names = append(names, name)
		}
	}
	return names
}
