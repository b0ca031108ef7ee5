package ir

// VersionTable is the table in the target database that records what is
// applied, as the revision format's own tool keeps it.
type VersionTable struct {
	Schema     string `json:"schema,omitempty"` // empty: found by the search path
	Name       string `json:"name"`
	Layout     Layout `json:"layout"`
	PrimaryKey bool   `json:"primary_key"`
	// IDLength is the length of the VARCHAR that holds an id; 0 where ids are integers.
	IDLength int `json:"id_length,omitempty"`
}

// Layout is which rows the table holds, and in which columns.
type Layout string

// The layouts.
const (
	// LayoutHeads is Alembic's: version_num, one row for each effective head.
	LayoutHeads Layout = "heads"
	// LayoutLatest is golang-migrate's: version and dirty, one row, the latest revision.
	LayoutLatest Layout = "latest"
	// LayoutHistory is goose's: version_id and is_applied, one row for each applied
	// revision, and a row 0 from the table's birth.
	LayoutHistory Layout = "history"
)

// Move is one change of the version table's rows. From is empty for an insert,
// To for a delete; both are set for an update.
type Move struct {
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}
