package alembicgolden

// sqliteCorrections are the corrections for SQLite alone.
var sqliteCorrections = map[string]string{}
