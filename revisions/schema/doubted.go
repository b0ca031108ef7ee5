package schema

// Doubtful is a name of which it is not known whether there is an object.
type Doubtful struct {
	Name  Name
	Doubt Doubt
}

func doubtful[T copier[T]](s *store[T]) []Doubtful {
	var list []Doubtful
	for _, n := range s.doubted() {
		if e, _ := s.get(n); !e.there {
			list = append(list, Doubtful{n, *e.doubt})
		}
	}
	return list
}

// DoubtfulTables returns the tables that no listing has but that may be there.
func (c *Catalog) DoubtfulTables() []Doubtful { return doubtful(&c.tables) }

// DoubtfulTypes returns the types that no listing has but that may be there.
func (c *Catalog) DoubtfulTypes() []Doubtful { return doubtful(&c.types) }

// DoubtfulSequences returns the sequences that no listing has but that may be there.
func (c *Catalog) DoubtfulSequences() []Doubtful { return doubtful(&c.sequences) }

// DoubtfulIndexes returns the indexes that no listing has but that may be there.
func (c *Catalog) DoubtfulIndexes() []Doubtful { return doubtful(&c.indexes) }
