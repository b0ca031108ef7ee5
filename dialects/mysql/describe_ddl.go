package mysql

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
)

// createWords may stand between CREATE and the kind of what is made.
func (r *reader) createWords() (temporary bool) {
	for {
		switch {
		case r.take("OR", "REPLACE"), r.take("UNIQUE"), r.take("FULLTEXT"), r.take("SPATIAL"), r.take("AGGREGATE"),
			r.take("ONLINE"), r.take("OFFLINE"), r.take("UNDO"), r.take("PUBLIC"):
		case r.takeAny("TEMPORARY") != "":
			temporary = true
		case r.take("ALGORITHM", "="), r.take("DEFINER", "="), r.take("SQL", "SECURITY"):
			r.definer()
		default:
			return temporary
		}
	}
}

// definer reads a user, `a`@`b` or CURRENT_USER(), or any one word.
func (r *reader) definer() {
	r.at++
	for !r.done() {
		t := r.text[r.toks[r.at].start:r.toks[r.at].end]
		if t[0] != '@' && r.text[r.toks[r.at-1].end-1] != '@' && t != "(" {
			return
		}
		r.skip()
	}
}

// kinds are the words for what CREATE, ALTER and DROP are about, longest first
// where one starts with another.
var kinds = [][]string{
	{"SPATIAL", "REFERENCE", "SYSTEM"}, {"LOGFILE", "GROUP"}, {"RESOURCE", "GROUP"}, {"PACKAGE", "BODY"}, {"LIBRARY"},
	{"TABLESPACE"}, {"TABLE"}, {"INDEX"}, {"VIEW"}, {"DATABASE"}, {"SCHEMA"}, {"PROCEDURE"}, {"FUNCTION"}, {"TRIGGER"}, {"EVENT"},
	{"SEQUENCE"}, {"SERVER"}, {"USER"}, {"ROLE"}, {"PACKAGE"}, {"INSTANCE"}, {"CATALOG"},
}

// kind reads one of the kinds; empty if none stands there.
func (r *reader) kind() string {
	for _, words := range kinds {
		if r.take(words...) {
			if words[0] == "SCHEMA" {
				return "DATABASE"
			}
			return strings.Join(words, " ")
		}
	}
	return ""
}

func (r *reader) describeCreate() description {
	r.at++
	temporary := r.createWords()
	kind := r.kind()
	if kind == "" {
		return description{}
	}
	r.ifNotExists()
	word := strings.ToLower(kind)
	d := is("CREATE " + kind)
	d.temporary = temporary
	switch kind {
	case "INDEX":
		index := object("index", r.shown("", r.name()))
		if at := r.find("ON"); at >= 0 {
			r.at = at + 1
		}
		t := r.object("table")
		d.objects = []sqlstmt.Object{index, t}
		return d.saying("create index %s on table %s", index.Name, t.Name)
	case "TRIGGER":
		trigger := r.object(word)
		if at := r.find("ON"); at >= 0 {
			r.at = at + 1
		}
		t := r.object("table")
		d.objects = []sqlstmt.Object{trigger, t}
		return d.saying("create trigger %s on table %s", trigger.Name, t.Name)
	case "USER", "ROLE":
		return d.saying("create %s %s", word, r.account())
	}
	o := r.object(word)
	d.objects = []sqlstmt.Object{o}
	if temporary {
		return d.saying("create temporary table %s", o.Name)
	}
	return d.saying("create %s %s", word, o.Name)
}

// account is the text of a user's name.
func (r *reader) account() string {
	from := r.at
	if !r.done() {
		r.definer()
	}
	return r.source(from)
}

func (r *reader) describeDrop() description {
	r.at++
	if r.take("PREPARE") {
		return is("DEALLOCATE PREPARE").saying("deallocate prepared statement %s", r.shown("", r.name()))
	}
	temporary := r.createWords()
	kind := r.kind()
	if kind == "" {
		return description{}
	}
	r.ifExists()
	word := strings.ToLower(kind)
	d := is("DROP " + kind)
	d.temporary = temporary
	switch kind {
	case "INDEX":
		index := object("index", r.shown("", r.name()))
		r.take("ON")
		t := r.object("table")
		d.objects = []sqlstmt.Object{index, t}
		return d.saying("drop index %s on table %s", index.Name, t.Name)
	case "USER", "ROLE":
		return d.saying("drop %s %s", word, r.account())
	}
	d.objects = r.objects(word)
	return d.saying("drop %s %s", word, names(d.objects))
}

func (r *reader) describeAlter() description {
	r.at++
	r.createWords()
	r.takeAny("ONLINE", "IGNORE")
	kind := r.kind()
	if kind == "" {
		return description{}
	}
	r.ifExists()
	word := strings.ToLower(kind)
	if kind == "USER" || kind == "ROLE" {
		return is("ALTER "+kind).saying("alter %s %s", word, r.account())
	}
	o := r.object(word)
	d := is("ALTER "+kind, o)
	if kind != "TABLE" {
		return d.saying("alter %s %s", word, o.Name)
	}
	r.takeAny("WAIT", "NOWAIT")
	var does []string
	for _, spec := range r.split() {
		if text := spec.describeSpec(); text != "" {
			does = append(does, text)
		}
	}
	switch len(does) {
	case 0:
		return d.saying("alter table %s", o.Name)
	case 1:
		return d.saying("%s", strings.Replace(does[0], "@", "table "+o.Name, 1))
	}
	for i, text := range does {
		for _, link := range []string{" to @", " from @", " of @", " on @"} {
			text = strings.Replace(text, link, "", 1)
		}
		does[i] = strings.TrimSpace(strings.Replace(text, "@", "", 1))
	}
	if len(does) > 3 {
		does = append(does[:3:3], fmt.Sprintf("%d more changes", len(does)-3))
	}
	return d.saying("alter table %s: %s", o.Name, strings.Join(does, ", "))
}

// describeSpec says what one change of an ALTER TABLE does; @ stands for the table.
func (r *reader) describeSpec() string {
	q := func(name string) string { return r.shown("", name) }
	switch {
	case r.take("ADD"):
		return r.describeAdd()
	case r.take("DROP"):
		switch {
		case r.take("PRIMARY", "KEY"):
			return "drop primary key of @"
		case r.take("FOREIGN", "KEY"):
			r.ifExists()
			return "drop foreign key " + q(r.name()) + " of @"
		case r.takeAny("INDEX", "KEY") != "":
			r.ifExists()
			return "drop index " + q(r.name()) + " of @"
		case r.is("CONSTRAINT"), r.is("CHECK"), r.is("PARTITION"):
			word := strings.ToLower(r.peek(0))
			r.at++
			r.ifExists()
			return "drop " + word + " " + q(r.name()) + " of @"
		}
		r.take("COLUMN")
		r.ifExists()
		return "drop column " + q(r.name()) + " from @"
	case r.take("CHANGE"):
		r.take("COLUMN")
		r.ifExists()
		from, to := r.name(), r.name()
		if from == to {
			return "change column " + q(from) + " of @"
		}
		return "rename column " + q(from) + " to " + q(to) + " of @"
	case r.take("MODIFY"):
		r.take("COLUMN")
		r.ifExists()
		return "change column " + q(r.name()) + " of @"
	case r.take("RENAME", "COLUMN"):
		r.ifExists()
		from := r.name()
		r.take("TO")
		return "rename column " + q(from) + " to " + q(r.name()) + " of @"
	case r.is("RENAME", "INDEX"), r.is("RENAME", "KEY"):
		r.at += 2
		r.ifExists()
		from := r.name()
		r.take("TO")
		return "rename index " + q(from) + " to " + q(r.name()) + " of @"
	case r.take("RENAME"):
		r.takeAny("TO", "AS")
		return "rename @ to " + r.object("table").Name
	case r.take("ALTER", "INDEX"):
		return "change index " + q(r.name()) + " of @"
	case r.take("ALTER"):
		r.takeAny("COLUMN", "CONSTRAINT", "CHECK")
		return "change column " + q(r.name()) + " of @"
	case r.take("CONVERT", "TO"):
		return "convert the text of @ to another character set"
	case r.is("ALGORITHM"), r.is("LOCK"):
		return ""
	}
	return "change options of @"
}

func (r *reader) describeAdd() string {
	q := func(name string) string { return r.shown("", name) }
	name := ""
	if r.take("CONSTRAINT") {
		r.ifNotExists()
		if !r.is("PRIMARY") && !r.is("UNIQUE") && !r.is("FOREIGN") && !r.is("CHECK") {
			name = " " + q(r.name())
		}
	}
	switch {
	case r.take("PRIMARY", "KEY"):
		return "add primary key to @"
	case r.take("FOREIGN", "KEY"):
		r.ifNotExists()
		if name == "" && r.isName(0) {
			name = " " + q(r.name())
		}
		return "add foreign key" + name + " to @"
	case r.take("CHECK"):
		return "add check" + name + " to @"
	case r.is("UNIQUE"), r.is("INDEX"), r.is("KEY"), r.is("FULLTEXT"), r.is("SPATIAL"):
		what := "index"
		if r.take("UNIQUE") {
			what = "unique index"
		}
		r.takeAny("FULLTEXT", "SPATIAL")
		r.takeAny("INDEX", "KEY")
		r.ifNotExists()
		if r.isName(0) && !r.is("USING") {
			name = " " + q(r.name())
		}
		return "add " + what + name + " to @"
	case r.is("PARTITION"):
		return "add partitions to @"
	}
	r.take("COLUMN")
	r.ifNotExists()
	if list := r.parens(); list != nil {
		var cols []string
		for _, p := range list.split() {
			cols = append(cols, q(p.name()))
		}
		return "add columns " + listed(cols) + " to @"
	}
	return "add column " + q(r.name()) + " to @"
}

// describeSet names what SET changes.
func (r *reader) describeSet() description {
	r.at++
	if r.is("PASSWORD") {
		return is("SET PASSWORD").saying("set a password")
	}
	if r.is("DEFAULT", "ROLE") {
		return is("SET DEFAULT ROLE")
	}
	var settings []string
	for _, p := range r.split() {
		settings = append(settings, p.setting().shown())
	}
	return is("SET").saying("set %s", listed(settings))
}
