package schema

// What a sequence gives next is known from when the path makes or restarts it, as long as the path shows every call. Whatever
// makes the rows of a table unknown may have called the sequences of its columns, too.

// NextValue returns what nextval() gives next; false if nobody knows.
func (c *Catalog) NextValue(q *Sequence) (int64, bool) {
	return q.next, q.counted && q.counterEpoch == c.rowsEpoch+c.callsEpoch
}

// SetNextValue records what nextval() gives next.
func (c *Catalog) SetNextValue(n Name, next int64) {
	if q, ok := edit(c, &c.sequences, n); ok {
		q.next, q.counted, q.counterEpoch = next, true, c.rowsEpoch+c.callsEpoch
	}
}

// ForgetNextValue records that a sequence may have been called.
func (c *Catalog) ForgetNextValue(n Name) {
	if e, _ := c.sequences.get(n); !e.there || !e.value.counted {
		return // an edit would copy the sequence
	}
	if q, ok := edit(c, &c.sequences, n); ok {
		q.counted = false
	}
}

// ForgetNextValues does the same for all sequences.
func (c *Catalog) ForgetNextValues() {
	c.changed()
	c.callsEpoch++
}

// forgetCounters does the same for the sequences that the columns of a table take their values from.
func (c *Catalog) forgetCounters(t *Table) {
	for _, col := range t.Columns {
		if !col.Sequence.IsZero() {
			c.ForgetNextValue(col.Sequence)
		}
		if col.Default != nil {
			for _, n := range col.Default.Needs().Sequences {
				c.ForgetNextValue(n)
			}
		}
	}
}

// Write is what a statement has done to the rows of one table, where all of them are known one by one.
type Write struct {
	// SQL is the statement.
	SQL   string
	Table Name
	// Rows are those that it has inserted or updated, as they are now, or deleted, as they were: a value for each column of
	// the table in order, as in ColumnDetails.Values.
	Rows [][]any
	// Shuffled: their order is not known.
	Shuffled bool
	// Inserted: they are new.
	Inserted bool
}

// Wrote records what the last statement has written; nil where that is not known.
func (c *Catalog) Wrote(w *Write) {
	c.changed()
	c.write = w
}

// LastWrite returns what the last statement has written; nil where that is not known.
func (c *Catalog) LastWrite() *Write { return c.write }
