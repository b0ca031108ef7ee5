package alembicgolden

// mssqlCorrections are the corrections for SQL Server alone.
var mssqlCorrections = map[string]string{}
