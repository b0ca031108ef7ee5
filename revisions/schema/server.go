package schema

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Server is a database that a dialect runs inside sqlplan, and that a catalog
// carries along: statements are run in it, and the catalog shows what it then holds. A
// catalog without one is changed by the dialect itself.
type Server interface {
	// Mirror brings the catalog to what the database holds. It is called before
	// the catalog is read, and does little where nothing has changed.
	Mirror(c *Catalog)
	// EndRevision ends what a revision has set for its session or transaction.
	EndRevision(c *Catalog)
	// EndBaseline says that the rows so far stand for others, which nobody knows.
	EndBaseline()
	// Close frees the database.
	Close()
}

// Trier is a Server whose statements can be undone.
type Trier interface {
	// Try lets statements run that the undo takes back.
	Try() (undo func())
}

// Trial returns a copy of the catalog in which statements can be tried: in its server, too, if it has one. Nothing else
// may be done with the catalog before undo. It is nil if the server cannot undo anything.
func (c *Catalog) Trial() (trial *Catalog, undo func()) {
	c.Refresh()
	trial = c.Clone()
	trial.Careless(trial.Since())
	if c.server == nil {
		return trial, func() {}
	}
	s, ok := c.server.(Trier)
	if !ok {
		return nil, nil
	}
	undo = s.Try()
	trial.server = c.server
	return trial, undo
}

// NewOn returns the catalog of an empty database that a server holds. Its names have no
// case, and those without a schema are looked for in the schemas of path, of which the
// first takes new objects.
func NewOn(server Server, path ...string) *Catalog {
	c := &Catalog{token: newToken(), references: newReferences(), server: server, caseless: true, mirrored: server != nil, home: slices.Clone(path), path: slices.Clone(path)}
	for _, name := range path {
		n := Name{Name: name}
		put(c, &c.schemas, n, entry[*Schema]{value: &Schema{Object{Name: n}}, there: true})
	}
	return c
}

// Server returns what NewOn was given; nil for a catalog that has none, and for a clone.
func (c *Catalog) Server() Server { return c.server }

// Refresh has the catalog show what its server holds.
func (c *Catalog) Refresh() {
	if c.server != nil {
		c.server.Mirror(c)
	}
}

// Close frees the catalog's server.
func (c *Catalog) Close() {
	if c.server != nil {
		c.server.Close()
		c.server = nil
	}
}

// PutTable puts a table in the place of what the catalog holds under the name, if
// anything. Its indexes come with it. Who made and who changed it is the server's to say.
func (c *Catalog) PutTable(n Name, t *Table) {
	for _, x := range t.Indexes {
		add(c, &c.indexes, Name{n.Schema, x.Name}, &owned{n})
	}
	t.Name, t.rowsEpoch, t.linkedAs = n, c.rowsEpoch, Name{}
	t.Created = t.Created && !c.baseline
	add(c, &c.tables, n, t)
}

// TakeTable removes a table with its indexes, whatever refers to it.
func (c *Catalog) TakeTable(n Name) {
	if e, ok := c.tables.get(n); ok && e.there {
		for _, x := range e.value.Indexes {
			if o, ok := c.indexes.get(Name{n.Schema, x.Name}); ok && o.there && o.value.table == n {
				remove(c, &c.indexes, Name{n.Schema, x.Name})
			}
		}
	}
	remove(c, &c.tables, n)
}

// spelled returns a name as the store has it, where upper and lower case do not matter.
func spelled[T copier[T]](c *Catalog, s *store[T], n Name) Name {
	if !c.caseless {
		return n
	}
	if _, ok := s.get(n); ok {
		return n
	}
	var found []Name
	for _, m := range s.alike(n) { // sorted below
		if strings.EqualFold(m.Schema, n.Schema) && strings.EqualFold(m.Name, n.Name) {
			found = append(found, m)
		}
	}
	if len(found) == 0 {
		return n
	}
	slices.SortFunc(found, CompareNames)
	for _, m := range found {
		if e, _ := s.get(m); e.there {
			return m
		}
	}
	return found[0]
}

var wordForm = lazyregexp.New(`[\pL_][\pL\pN_$]*`)

// DoubtIn returns why something that a text names, as a word, is not known; nil if
// everything that it may name is.
func (c *Catalog) DoubtIn(text string) *Doubt {
	if c.epoch > 0 {
		return c.doubt
	}
	var words []string
	for _, w := range wordForm.FindAllString(text, -1) {
		words = append(words, strings.ToLower(w))
	}
	for _, n := range c.tables.doubted() {
		if slices.Contains(words, strings.ToLower(n.Name)) {
			e, _ := c.tables.get(n)
			return e.doubt
		}
	}
	for _, t := range c.allTables() {
		if t.Doubt != nil && slices.Contains(words, strings.ToLower(t.Name.Name)) {
			return t.Doubt
		}
	}
	return nil
}

// MarkTableDoubted records that the definition and the rows of a table that is there may be others.
func (c *Catalog) MarkTableDoubted(n Name, reason string, span source.Span) {
	c.doubtContents(spelled(c, &c.tables, n), &Doubt{reason, span})
}
