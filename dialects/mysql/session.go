package mysql

import (
	"slices"
	"strings"
)

// setting is what one assignment of SET changes.
type setting struct {
	name  string // lower case; of a user variable with its @
	scope string // "session", "global", "persist", "user"; "next" for the next transaction alone
}

func (s setting) shown() string {
	if s.scope == "session" || s.scope == "user" || s.scope == "next" {
		return s.name
	}
	return s.scope + " " + s.name
}

// setting reads the left side of one assignment.
// https://dev.mysql.com/doc/refman/8.0/en/set-variable.html
func (r *reader) setting() setting {
	scope := "session"
	if w := r.takeAny("GLOBAL", "PERSIST", "PERSIST_ONLY", "SESSION", "LOCAL"); w != "" && w != "LOCAL" {
		scope = strings.ToLower(w)
	}
	switch {
	case r.is("NAMES"), r.is("CHARACTER", "SET"), r.is("CHARSET"):
		return setting{"names", scope}
	case r.is("TRANSACTION"):
		if scope == "session" && r.at == 0 {
			scope = "next"
		}
		return setting{"transaction", scope}
	case r.is("ROLE"):
		return setting{"role", scope}
	}
	if r.done() {
		return setting{"", scope}
	}
	from := r.at
	for !r.done() && !r.is("=") && !r.is(":=") {
		r.at++
	}
	name := strings.ToLower(strings.ReplaceAll(r.source(from), "`", ""))
	if system, ok := strings.CutPrefix(name, "@@"); ok {
		for _, s := range []string{"global", "persist_only", "persist", "session", "local"} {
			if rest, ok := strings.CutPrefix(system, s+"."); ok {
				system = rest
				if s != "local" {
					scope = s
				}
			}
		}
		return setting{system, scope}
	}
	if strings.HasPrefix(name, "@") {
		return setting{name, "user"}
	}
	return setting{name, scope}
}

// session fills in the settings that the statement changes for the rest of the
// session, and whether it has to be run again in another one: user variables,
// prepared statements and temporary tables are gone there.
func (p *parsing) session(r *reader) {
	switch {
	case r.take("SET"):
		if r.is("PASSWORD") || r.is("DEFAULT", "ROLE") {
			return
		}
		for _, part := range r.split() {
			switch s := part.setting(); {
			case s.scope == "user":
				p.stmt.Again = true
			case s.scope == "session" && s.name == "transaction":
				p.stmt.Session = append(p.stmt.Session, "transaction_isolation", p.f.facts().readOnly)
			case s.scope == "session" && s.name != "" && !slices.Contains(p.stmt.Session, s.name):
				p.stmt.Session = append(p.stmt.Session, s.name)
			}
		}
	case r.is("PREPARE"), r.is("CREATE", "TEMPORARY"), r.is("DEALLOCATE"), r.is("DROP", "PREPARE"), r.is("DROP", "TEMPORARY"):
		p.stmt.Again = true
	case r.is("SELECT"):
		if at := r.find("INTO"); at >= 0 && at+1 < len(r.toks) && strings.HasPrefix(r.toks[at+1].word, "@") {
			p.stmt.Again = true
		}
	}
}
