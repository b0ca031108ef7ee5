package stdlib

import (
	"crypto/md5"  // uuid3 is defined with it
	"crypto/sha1" // uuid5 is defined with it
	"encoding/hex"
	"math/big"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// UUID is a uuid.UUID.
type UUID [16]byte

// UUIDClass is uuid.UUID.
var UUIDClass = python.NewClass("uuid", "UUID")

// Class returns uuid.UUID.
func (UUID) Class() *class { return UUIDClass }

// String returns str(u).
func (u UUID) String() string {
	h := hex.EncodeToString(u[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// Str implements python.HasStr.
func (u UUID) Str(*thread) (string, error) { return u.String(), nil }

// Repr implements python.HasRepr.
func (u UUID) Repr(*thread) (string, error) { return "UUID('" + u.String() + "')", nil }

// HashKey implements python.HasHash.
func (u UUID) HashKey() (string, bool) { return string(u[:]), true }

func (u UUID) number() *big.Int { return new(big.Int).SetBytes(u[:]) }

// bits returns the number in the bytes from up to to.
func (u UUID) bits(from, to int) value { return python.BigInt(new(big.Int).SetBytes(u[from:to])) }

// Attr implements python.HasAttr.
func (u UUID) Attr(_ *thread, name string) (value, error) {
	switch name {
	case "hex":
		return python.Str(hex.EncodeToString(u[:])), nil
	case "int":
		return python.BigInt(u.number()), nil
	case "__int__":
		return special(name, func(*thread) (value, error) { return python.BigInt(u.number()), nil }), nil
	case "bytes":
		return python.Bytes(u[:]), nil
	case "bytes_le":
		le := u
		le[0], le[1], le[2], le[3] = u[3], u[2], u[1], u[0]
		le[4], le[5], le[6], le[7] = u[5], u[4], u[7], u[6]
		return python.Bytes(le[:]), nil
	case "urn":
		return python.Str("urn:uuid:" + u.String()), nil
	case "version":
		if u[8]&0xc0 != 0x80 {
			return python.None, nil
		}
		return integer(int(u[6] >> 4)), nil
	case "variant":
		return python.Str(u.variant()), nil
	}
	return u.field(name), nil
}

func (u UUID) variant() string {
	switch {
	case u[8]&0x80 == 0:
		return "reserved for NCS compatibility"
	case u[8]&0x40 == 0:
		return "specified in RFC 4122"
	case u[8]&0x20 == 0:
		return "reserved for Microsoft compatibility"
	}
	return "reserved for future definition"
}

func (u UUID) field(name string) value {
	switch name {
	case "time_low":
		return u.bits(0, 4)
	case "time_mid":
		return u.bits(4, 6)
	case "time_hi_version":
		return u.bits(6, 8)
	case "clock_seq_hi_variant":
		return u.bits(8, 9)
	case "clock_seq_low":
		return u.bits(9, 10)
	case "clock_seq":
		return integer(int(u[8]&0x3f)<<8 | int(u[9]))
	case "node":
		return u.bits(10, 16)
	case "time":
		return python.NewInt(int64(u[6]&0x0f)<<56 | int64(u[7])<<48 | int64(u[4])<<40 | int64(u[5])<<32 |
			int64(u[0])<<24 | int64(u[1])<<16 | int64(u[2])<<8 | int64(u[3]))
	case "fields":
		return python.Tuple{u.bits(0, 4), u.bits(4, 6), u.bits(6, 8), u.bits(8, 9), u.bits(9, 10), u.bits(10, 16)}
	}
	return nil
}

// Binary implements python.HasBinary.
func (u UUID) Binary(_ *thread, op string, other value, reflected bool) (value, error) {
	o, ok := other.(UUID)
	if !ok {
		return nil, nil
	}
	if reflected {
		u, o = o, u
	}
	return compareOp(op, u.number().Cmp(o.number())), nil
}

// parseUUID reads the forms that CPython takes: with braces, with "urn:uuid:", without dashes.
func parseUUID(text string) (UUID, bool) {
	var u UUID
	text = strings.ReplaceAll(strings.ReplaceAll(text, "urn:", ""), "uuid:", "")
	text = strings.ReplaceAll(strings.Trim(text, "{}"), "-", "")
	if len(text) != 32 {
		return u, false
	}
	_, err := hex.Decode(u[:], []byte(text))
	return u, err == nil
}

// withVersion sets the bits that say how the UUID was made.
func (u UUID) withVersion(version byte) UUID {
	u[6] = u[6]&0x0f | version<<4
	u[8] = u[8]&0x3f | 0x80
	return u
}

func init() {
	construct(UUIDClass, "hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=None",
		func(t *thread, b *bound) (value, error) {
			u, opaque, err := uuidArg(t, b)
			if err != nil || opaque != nil {
				return opaque, err
			}
			if version, ok, err := b.OptInt("version"); err != nil {
				return nil, err
			} else if ok {
				if version < 1 || version > 5 {
					return nil, t.Raise(python.ValueError, "illegal version number")
				}
				u = u.withVersion(byte(version))
			}
			return u, nil
		})
}

func uuidArg(t *thread, b *bound) (UUID, value, error) {
	var u UUID
	for _, name := range []string{"hex", "bytes", "bytes_le", "int"} {
		v := b.Get(name)
		if o, ok := v.(*python.Opaque); ok {
			return u, o, nil
		}
		if v == python.None {
			continue
		}
		switch name {
		case "hex":
			text, ok := python.AsStr(v)
			if !ok {
				return u, nil, t.Raise(python.AttributeError, "'%s' object has no attribute 'replace'", v.Class().Name)
			}
			if u, ok = parseUUID(text); !ok {
				return u, nil, t.Raise(python.ValueError, "badly formed hexadecimal UUID string")
			}
		case "int":
			i, ok := python.AsInt(v)
			if !ok || i.Big().Sign() < 0 || i.Big().BitLen() > 128 {
				return u, nil, t.Raise(python.ValueError, "int is out of range (need a 128-bit value)")
			}
			i.Big().FillBytes(u[:])
		default:
			raw, ok := v.(python.Bytes)
			if !ok || len(raw) != 16 {
				return u, nil, t.Raise(python.ValueError, "%s is not a 16-char string", name)
			}
			copy(u[:], raw)
			if name == "bytes_le" {
				le, _ := u.Attr(t, "bytes_le") // the conversion is its own inverse
				copy(u[:], le.(python.Bytes))
			}
		}
		return u, nil, nil
	}
	return u, nil, t.Raise(python.TypeError, "one of the hex, bytes, bytes_le, fields, or int arguments must be given")
}

func uuidModule() *module {
	m := python.NewModule("uuid")
	m.Set("UUID", UUIDClass)
	for _, name := range []string{"uuid1", "uuid6", "uuid7", "uuid8"} {
		m.Set(name, unknown("uuid."+name, randomReason))
	}
	fn(m, "uuid4", "", uuid4)
	m.Set("getnode", unknown("uuid.getnode", "the address of the machine is not read"))
	fn(m, "uuid3", "namespace, name", func(t *thread, b *bound) (value, error) {
		return named(t, b, 3, func(raw []byte) []byte { s := md5.Sum(raw); return s[:] })
	})
	fn(m, "uuid5", "namespace, name", func(t *thread, b *bound) (value, error) {
		return named(t, b, 5, func(raw []byte) []byte { s := sha1.Sum(raw); return s[:] })
	})
	for i, name := range []string{"NAMESPACE_DNS", "NAMESPACE_URL", "NAMESPACE_OID", "", "NAMESPACE_X500"} {
		if name != "" {
			u, _ := parseUUID("6ba7b81" + string(rune('0'+i)) + "-9dad-11d1-80b4-00c04fd430c8")
			m.Set(name, u)
		}
	}
	m.Set("NIL", UUID{})
	m.Set("RESERVED_NCS", python.Str("reserved for NCS compatibility"))
	m.Set("RFC_4122", python.Str("specified in RFC 4122"))
	return m
}

// named is uuid3 and uuid5: a hash of namespace and name.
func named(t *thread, b *bound, version byte, hash func([]byte) []byte) (value, error) {
	for _, p := range []string{"namespace", "name"} {
		if o, ok := b.Get(p).(*python.Opaque); ok {
			return o, nil
		}
	}
	space, ok := b.Get("namespace").(UUID)
	if !ok {
		return nil, t.Raise(python.AttributeError, "'%s' object has no attribute 'bytes'", b.Get("namespace").Class().Name)
	}
	name, err := textOrBytes(t, b.Get("name"))
	if err != nil {
		return nil, err
	}
	var u UUID
	copy(u[:], hash(append(space[:], name...)))
	return u.withVersion(version), nil
}

// textOrBytes returns the bytes of a bytes value, or of a text in UTF-8.
func textOrBytes(t *thread, v value) (string, error) {
	if raw, ok := v.(python.Bytes); ok {
		return string(raw), nil
	}
	if s, ok := python.AsStr(v); ok {
		return s, nil
	}
	if o, ok := v.(*python.Opaque); ok {
		return "", t.Unresolved(o, "a text")
	}
	return "", t.Raise(python.TypeError, "expected str or bytes, not %s", v.Class().Name)
}
