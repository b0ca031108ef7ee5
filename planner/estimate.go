package planner

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Speeds are how fast the server is taken to be, in megabytes (2^20 bytes) a second, and how many bytes of its log it writes
// for one byte of a table that is written again.
type Speeds struct {
	Scan      float64 `json:"scan" toml:"scan"`
	Rewrite   float64 `json:"rewrite" toml:"rewrite"`
	Index     float64 `json:"index" toml:"index"`
	WALFactor float64 `json:"wal_factor" toml:"wal_factor"`
}

// DefaultSpeeds are those of a server with middling disks under load. They are guesses, to be replaced by what somebody has measured.
var DefaultSpeeds = Speeds{Scan: 200, Rewrite: 50, Index: 60, WALFactor: 1}

// DefaultSmallTable is the size in megabytes below which the work on a table is over before anybody waits.
const DefaultSmallTable = 10

// StatisticsUsed says in a plan which statistics its estimates come from.
type StatisticsUsed struct {
	Digest   string  `json:"digest"` // hex SHA-256 of the file
	Database string  `json:"database,omitempty"`
	Version  string  `json:"server_version,omitempty"`
	Taken    string  `json:"taken,omitempty"` // as the file says
	Speeds   Speeds  `json:"speeds"`
	Small    float64 `json:"small_table"` // megabytes
}

func (req *Request) statisticsUsed() *StatisticsUsed {
	if req.Stats == nil {
		return nil
	}
	return &StatisticsUsed{req.Stats.Digest, req.Stats.Database, req.Stats.Version, req.Stats.Taken, req.Speeds, req.SmallTable}
}

// trace finds the names on production of the tables that the statement works on, with the catalog before it: the path may
// have renamed one. A table that the path has made is left out.
func (c *compiled) trace(req *Request, st *sqlstmt.Stmt, catalog *schema.Catalog) {
	if !req.traces && !req.foresees && req.Stats == nil {
		return
	}
	if c.origins == nil {
		c.origins = map[*sqlstmt.Stmt]map[string]schema.Name{}
	}
	names := tablesOf(st, req.Dialect.Style())
	for text, name := range names {
		switch t, known := catalog.Table(name.Schema, name.Name); {
		case t != nil && !t.Origin.IsZero():
			names[text] = t.Origin
		case known.No(), t != nil && t.Created:
			delete(names, text)
		default:
			names[text] = catalog.TableName(name.Schema, name.Name)
		}
	}
	c.origins[st] = names
}

// sizes are those of the tables that a statement works on; nil without statistics.
func (c *compiled) sizes(req *Request, st *sqlstmt.Stmt) map[string]check.Size {
	if req.Stats == nil {
		return nil
	}
	sizes := map[string]check.Size{}
	for text, name := range c.origins[st] {
		if size, known := req.Stats.Size(name); known {
			sizes[text] = size
		}
	}
	return sizes
}

// Touched are the tables that exist before the path and on which it works, by their names before it, sorted.
func Touched(req Request) ([]schema.Name, source.Diagnostics) {
	req.Review, req.traces = true, true
	steps, _ := compile(&req)
	diags := examine(&req, steps)
	var list []schema.Name
	for i := range steps {
		for _, names := range steps[i].origins {
			for _, n := range names {
				if !slices.Contains(list, n) {
					list = append(list, n)
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b schema.Name) int {
		return cmp.Or(cmp.Compare(a.Schema, b.Schema), cmp.Compare(a.Name, b.Name))
	})
	return list, diags
}

// tablesOf are the tables of a statement's actions and locks, by their names as SQL writes them.
func tablesOf(st *sqlstmt.Stmt, style sqltext.Style) map[string]schema.Name {
	names := map[string]schema.Name{}
	for _, a := range st.Actions {
		names[a.TableSQL], names[a.Refers().RefSQL] = a.Table, a.Refers().Ref
		for _, r := range a.More().Also {
			if r.Role != sqlstmt.RoleIndex && r.Role != sqlstmt.RoleSequence && r.Role != sqlstmt.RoleDependent {
				names[r.SQL] = r.Name
			}
		}
	}
	for _, o := range st.Objects {
		if _, ok := names[o.Name]; !ok && o.Kind == "table" {
			names[o.Name] = parseName(o.Name, style)
		}
	}
	for _, k := range st.Locks {
		if _, ok := names[k.Table]; !ok && (k.Kind == "" || k.Kind == "materialized view") {
			names[k.Table] = parseName(k.Table, style)
		}
	}
	delete(names, "")
	return names
}

// parseName reads a name as SQL writes it, with or without a schema.
func parseName(text string, style sqltext.Style) schema.Name {
	var parts []string
	for s := sqltext.NewScanner(text, style); ; {
		t := s.Next()
		if t.Kind == sqltext.EOF {
			break
		}
		word := text[t.Start:t.End]
		if quote := string(style.IdentQuote); strings.HasPrefix(word, quote) && len(word) > 1 {
			word = strings.ReplaceAll(word[1:len(word)-1], quote+quote, quote)
		}
		if word != "." {
			parts = append(parts, word)
		}
	}
	switch len(parts) {
	case 0:
		return schema.Name{}
	case 1:
		return schema.Name{Name: parts[0]}
	}
	return schema.Name{Schema: parts[len(parts)-2], Name: parts[len(parts)-1]}
}

// estimate writes what the plan's findings, ledger and statements cost by the statistics.
func estimate(req *Request, plan *Plan, placed []check.Statement) {
	plan.Statistics = req.statisticsUsed()
	if req.Stats == nil {
		return
	}
	for i := range plan.Ledger {
		for j := range plan.Ledger[i].Tables {
			t := &plan.Ledger[i].Tables[j]
			if t.New {
				continue
			}
			var w work
			size, known := check.Size{}, false
			for _, st := range placed {
				if slices.Contains(t.Statements, st.Number) {
					w.add(st.Locks, t.Table)
					if s, ok := st.Sizes[t.Table]; ok {
						size, known = s, true
					}
				}
			}
			t.Estimate = req.phrase(w, size, known)
		}
	}
	byNumber := map[int]*check.Statement{}
	for i := range placed {
		byNumber[placed[i].Number] = &placed[i]
	}
	for i := range plan.Findings {
		if f := &plan.Findings[i]; byNumber[f.Statement] != nil {
			req.estimateFinding(f, byNumber[f.Statement])
		}
	}
	for _, s := range plan.Sections {
		for _, it := range s.Items {
			if it.Statement != nil {
				it.Statement.Estimates = req.statementEstimates(byNumber[it.Statement.Number])
			}
		}
	}
}

// estimateFinding is about the finding's table, else about the one on which the statement works the longest.
func (req *Request) estimateFinding(f *check.Finding, st *check.Statement) {
	table := f.Table
	if table == "" {
		longest := -1.0
		for _, k := range st.Locks {
			w := work{}
			w.add(st.Locks, k.Table)
			if t := req.seconds(w, st.Sizes[k.Table]); !k.New && !w.none() && t > longest {
				table, longest = k.Table, t
			}
		}
	}
	if table == "" || slices.ContainsFunc(st.Locks, func(k sqlstmt.Lock) bool { return k.Table == table && k.New }) {
		return
	}
	var w work
	w.add(st.Locks, table)
	size, known := st.Sizes[table]
	if f.Estimate = req.phrase(w, size, known); f.Estimate == "" && known {
		f.Estimate = "the table has " + byteText(size.Total()) + ", " + rowText(size.Rows)
	}
}

// statementEstimates are the lines for the tables on which a statement works.
func (req *Request) statementEstimates(st *check.Statement) []string {
	var lines []string
	for i, k := range st.Locks {
		if k.New || slices.ContainsFunc(st.Locks[:i], func(b sqlstmt.Lock) bool { return b.Table == k.Table }) {
			continue
		}
		var w work
		w.add(st.Locks, k.Table)
		size, known := st.Sizes[k.Table]
		if size.Part && slices.ContainsFunc(st.Locks, func(o sqlstmt.Lock) bool { return o.Table != k.Table && st.Sizes[o.Table].Partitions > 0 }) {
			continue // counted with the table that it is a part of
		}
		if text := req.phrase(w, size, known); text != "" {
			lines = append(lines, k.Table+": "+text)
		}
	}
	return lines
}

// work is what is done to one table: how often it is written again and read whole, and how many indexes are built.
type work struct {
	rewrites, scans, builds int
	blocksWrites            bool
}

func (w work) none() bool { return w.rewrites+w.scans+w.builds == 0 }

// add adds what a statement does to a table. A rewrite reads the rows and builds the indexes in the same go, and a build reads them.
func (w *work) add(locks []sqlstmt.Lock, table string) {
	for _, k := range locks {
		if k.Table != table {
			continue
		}
		switch {
		case k.Rewrite:
			w.rewrites++
		case k.Build:
			w.builds++
		case k.Scan:
			w.scans++
		default:
			continue
		}
		w.blocksWrites = w.blocksWrites || slices.Contains(k.Blocks, "writes")
	}
}

// seconds is how long the work takes at the speeds of the request.
func (req *Request) seconds(w work, size check.Size) float64 {
	mb := func(n int64) float64 { return float64(n) / (1 << 20) }
	return float64(w.rewrites)*mb(size.Total())/req.Speeds.Rewrite + float64(w.scans)*mb(size.Heap)/req.Speeds.Scan +
		float64(w.builds)*mb(size.Heap)/req.Speeds.Index
}

// phrase says what the work costs: "rewrites 48 GB, about 16 min"; empty for no work.
func (req *Request) phrase(w work, size check.Size, known bool) string {
	if w.none() {
		return ""
	}
	if !known {
		return "size not known: the table is not in the statistics"
	}
	var parts []string
	if w.rewrites > 0 {
		parts = append(parts, "rewrites "+byteText(size.Total())+timesText(w.rewrites))
	}
	if w.scans > 0 {
		parts = append(parts, fmt.Sprintf("scans %s (%s)%s", rowText(size.Rows), byteText(size.Heap), timesText(w.scans)))
	}
	switch {
	case w.builds == 1:
		parts = append(parts, "builds an index over "+byteText(size.Heap)+" ("+rowText(size.Rows)+")")
	case w.builds > 1:
		parts = append(parts, fmt.Sprintf("builds %d indexes over %s (%s)", w.builds, byteText(size.Heap), rowText(size.Rows)))
	}
	if size.Partitions > 0 {
		parts[len(parts)-1] += " in " + counted(int64(size.Partitions), "partition", "partitions")
	}
	text := strings.Join(parts, ", ") + ", " + durationText(req.seconds(w, size)) + " (estimate)"
	if w.rewrites > 0 && float64(size.Total())*req.Speeds.WALFactor >= 1<<30 {
		text += ", " + byteText(int64(float64(w.rewrites)*float64(size.Total())*req.Speeds.WALFactor)) + " of log and as much disk as the table has besides"
	}
	if w.blocksWrites && size.Writes >= 1 {
		text += fmt.Sprintf("; %s a second wait meanwhile", counted(int64(math.Round(size.Writes)), "write", "writes"))
	}
	return text
}

func timesText(n int) string {
	switch n {
	case 1:
		return ""
	case 2:
		return " twice"
	}
	return fmt.Sprintf(" %d times", n)
}

func counted(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// byteText is a size with two digits at least: "48 GB", "3.1 GB".
func byteText(n int64) string {
	units := []string{"bytes", "kB", "MB", "GB", "TB"}
	value, unit := float64(n), 0
	for value >= 1023.5 && unit < len(units)-1 {
		value /= 1024
		unit++
	}
	return short(value, unit > 0) + " " + units[unit]
}

// rowText is a count of rows as people say it: "12 million rows".
func rowText(n int64) string {
	for _, u := range []struct {
		size int64
		name string
	}{{1e9, "billion"}, {1e6, "million"}, {1e3, "thousand"}} {
		if n >= u.size*10 || n >= u.size && u.size > 1e3 {
			return short(float64(n)/float64(u.size), true) + " " + u.name + " rows"
		}
	}
	return counted(n, "row", "rows")
}

// short writes a number with one digit behind the point where it is less than 10.
func short(value float64, fraction bool) string {
	if fraction && value < 9.95 {
		return strings.TrimSuffix(fmt.Sprintf("%.1f", value), ".0")
	}
	return fmt.Sprintf("%.0f", value)
}

// durationText is a time as an estimate says it.
func durationText(seconds float64) string {
	minutes := int(math.Round(seconds / 60))
	switch {
	case seconds < 1:
		return "under a second"
	case seconds < 90:
		return fmt.Sprintf("about %.0f s", seconds)
	case minutes < 90:
		return fmt.Sprintf("about %d min", minutes)
	case minutes < 48*60 && minutes%60 < 10:
		return fmt.Sprintf("about %d h", minutes/60)
	case minutes < 48*60:
		return fmt.Sprintf("about %d h %d min", minutes/60, minutes%60/10*10)
	}
	return fmt.Sprintf("about %d days", int(math.Round(seconds/86400)))
}
