package postgresql

// The modes of locks on tables, in the server's order: each conflicts with at least what those before it do, but
// for SHARE UPDATE EXCLUSIVE and SHARE, of which neither is the stronger.
// https://www.postgresql.org/docs/current/explicit-locking.html
const (
	accessShare          = "ACCESS SHARE"
	rowShare             = "ROW SHARE"
	rowExclusive         = "ROW EXCLUSIVE"
	shareUpdateExclusive = "SHARE UPDATE EXCLUSIVE"
	share                = "SHARE"
	shareRowExclusive    = "SHARE ROW EXCLUSIVE"
	exclusive            = "EXCLUSIVE"
	accessExclusive      = "ACCESS EXCLUSIVE"
)

var lockModes = [...]string{accessShare, rowShare, rowExclusive, shareUpdateExclusive, share, shareRowExclusive, exclusive, accessExclusive}
