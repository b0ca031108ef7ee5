package schema

import "strings"

// brought is what a common extension brings that other objects use: types, and
// the functions that migrations call.
type brought struct{ types, functions []string }

func bring(types, functions string) brought {
	return brought{strings.Fields(types), strings.Fields(functions)}
}

// extensionObjects holds no more than what revisions name; see the manual of each
// extension.
var extensionObjects = map[string]brought{
	"citext":        bring("citext", ""),
	"hstore":        bring("hstore", "hstore akeys avals skeys svals hstore_to_json hstore_to_jsonb"),
	"ltree":         bring("ltree lquery ltxtquery", "nlevel subpath subltree text2ltree ltree2text"),
	"uuid-ossp":     bring("", "uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5 uuid_nil uuid_ns_dns uuid_ns_url"),
	"pgcrypto":      bring("", "gen_salt crypt digest hmac encrypt decrypt gen_random_bytes pgp_sym_encrypt pgp_sym_decrypt"),
	"pg_trgm":       bring("", "similarity word_similarity show_trgm strict_word_similarity"),
	"unaccent":      bring("", "unaccent"),
	"vector":        bring("vector halfvec sparsevec", "cosine_distance l2_distance inner_product vector_dims vector_norm"),
	"postgis":       bring("geometry geography box2d box3d raster", "st_geomfromtext st_makepoint st_setsrid st_transform st_astext st_asgeojson st_point st_buffer st_distance"),
	"cube":          bring("cube", "cube_distance"),
	"intarray":      bring("query_int", "idx sort uniq"),
	"isn":           bring("ean13 isbn isbn13 issn issn13 upc", ""),
	"seg":           bring("seg", ""),
	"semver":        bring("semver", ""),
	"pg_uuidv7":     bring("", "uuid_generate_v7"),
	"btree_gin":     bring("", ""),
	"btree_gist":    bring("", ""),
	"fuzzystrmatch": bring("", "levenshtein soundex metaphone dmetaphone difference"),
}

// extensionClasses are the operator classes by the extension that brings them.
var extensionClasses = map[string][]string{
	"pg_trgm": {"gin_trgm_ops", "gist_trgm_ops"},
	"vector":  {"vector_cosine_ops", "vector_l2_ops", "vector_ip_ops", "vector_l1_ops", "halfvec_cosine_ops", "halfvec_l2_ops", "halfvec_ip_ops"},
	"ltree":   {"gist_ltree_ops"},
}

// InstallExtension records an extension with what it is known to bring.
func (c *Catalog) InstallExtension(name, schema, version string) {
	c.AddExtension(&Extension{Object: Object{Name: Name{Name: name}}, Schema: schema, Version: version})
	objects := extensionObjects[name]
	for _, t := range objects.types {
		c.AddType(Name{schema, t}, &UserType{Kind: Base, Extension: name})
	}
	for _, f := range objects.functions {
		c.AddRoutine(Name{schema, f + "()"}, &Routine{Kind: "function", Language: "c", Extension: name})
	}
}

// KnownExtension tells whether it is known what the extension brings.
func KnownExtension(name string) bool {
	_, ok := extensionObjects[name]
	return ok
}
