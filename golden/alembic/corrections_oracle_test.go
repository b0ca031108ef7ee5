package alembicgolden

// oracleCorrections are the corrections for Oracle alone.
var oracleCorrections = map[string]string{}

// oracleEnvelope is what sqlplan writes otherwise around a revision's statements: a pair of
// Alembic's text and of its own for each.
var oracleEnvelope = []string{" RETURNING alembic_version.version_num INTO :ret_0", ""}
