package mysql

// flavour is one of the two servers.
type flavour int

// The two flavours.
const (
	MySQL flavour = iota
	MariaDB
)
