package alembicgolden

// mysqlCorrections are the corrections for MySQL alone.
var mysqlCorrections = map[string]string{}
