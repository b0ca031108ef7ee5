package stdlib

import (
	"crypto/hmac"
	"crypto/md5"  // what revisions use
	"crypto/sha1" // what revisions use
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

var hashClass = sealed("_hashlib", "HASH")

var hashes = map[string]func() hash.Hash{
	"md5": md5.New, "sha1": sha1.New, "sha224": sha256.New224, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New,
	"sha3_224": func() hash.Hash { return sha3.New224() }, "sha3_256": func() hash.Hash { return sha3.New256() },
	"sha3_384": func() hash.Hash { return sha3.New384() }, "sha3_512": func() hash.Hash { return sha3.New512() },
}

// hasher is a hash object.
type hasher struct {
	name string
	h    hash.Hash
}

// Class returns the class of hash objects.
func (*hasher) Class() *class { return hashClass }

// Attr implements python.HasAttr.
func (h *hasher) Attr(_ *thread, name string) (value, error) {
	switch name {
	case "name":
		return python.Str(h.name), nil
	case "digest_size":
		return integer(h.h.Size()), nil
	case "block_size":
		return integer(h.h.BlockSize()), nil
	}
	return nil, nil
}

func init() {
	method(hashClass, "update", "data, /", func(t *thread, self value, b *bound) (value, error) {
		return python.None, self.(*hasher).add(t, b.Get("data"))
	})
	method(hashClass, "digest", "", func(_ *thread, self value, _ *bound) (value, error) {
		return python.Bytes(self.(*hasher).h.Sum(nil)), nil
	})
	method(hashClass, "hexdigest", "", func(_ *thread, self value, _ *bound) (value, error) {
		return python.Str(hex.EncodeToString(self.(*hasher).h.Sum(nil))), nil
	})
}

// bytesArg returns the bytes of an argument that must be bytes.
func bytesArg(t *thread, v value) (string, error) {
	switch x := v.(type) {
	case python.Bytes:
		return string(x), nil
	case *python.Opaque:
		return "", t.Unresolved(x, "bytes")
	}
	if _, ok := python.AsStr(v); ok {
		return "", t.Raise(python.TypeError, "Strings must be encoded before hashing")
	}
	return "", t.Raise(python.TypeError, "object supporting the buffer API required")
}

func (h *hasher) add(t *thread, v value) error {
	raw, err := bytesArg(t, v)
	if err != nil {
		return err
	}
	if err := t.Step(int64(len(raw) / 64)); err != nil {
		return err
	}
	_, err = h.h.Write([]byte(raw))
	return err
}

func newHasher(t *thread, name string, data value) (value, error) {
	build, ok := hashes[strings.ReplaceAll(strings.ToLower(name), "-", "_")]
	if !ok {
		return nil, t.Raise(python.ValueError, "unsupported hash type %s", name)
	}
	h := &hasher{strings.ToLower(name), build()}
	return h, h.add(t, data)
}

func hashlibModule() *module {
	m := python.NewModule("hashlib")
	for name := range inOrder(hashes) {
		fn(m, name, "data=None, *, usedforsecurity=True", func(t *thread, b *bound) (value, error) {
			data := b.Get("data")
			if data == python.None {
				data = python.Bytes("")
			}
			return newHasher(t, name, data)
		})
	}
	fn(m, "new", "name, data=None, *, usedforsecurity=True", func(t *thread, b *bound) (value, error) {
		name, err := b.Str("name")
		if err != nil {
			return nil, err
		}
		data := b.Get("data")
		if data == python.None {
			data = python.Bytes("")
		}
		return newHasher(t, name, data)
	})
	return m
}

func hmacModule() *module {
	m := python.NewModule("hmac")
	fn(m, "new", "key, msg=None, digestmod=''", func(t *thread, b *bound) (value, error) {
		key, err := bytesArg(t, b.Get("key"))
		if err != nil {
			return nil, err
		}
		name, isText := python.AsStr(b.Get("digestmod"))
		if f, ok := b.Get("digestmod").(*python.Builtin); ok && !isText {
			name = f.Name
		}
		build, ok := hashes[strings.ToLower(name)]
		if !ok {
			return nil, t.Raise(python.ValueError, "unsupported hash type %s", name)
		}
		h := &hasher{"hmac-" + name, hmac.New(build, []byte(key))}
		if b.Get("msg") == python.None {
			return h, nil
		}
		return h, h.add(t, b.Get("msg"))
	})
	fn(m, "compare_digest", "a, b, /", func(t *thread, b *bound) (value, error) { return t.Compare("==", b.Get("a"), b.Get("b")) })
	return m
}

// encoding adds one pair of functions that encode and decode bytes.
func encoding(m *module, encode, decode string, enc func([]byte) string, dec func(string) ([]byte, error)) {
	fn(m, encode, "s", func(t *thread, b *bound) (value, error) {
		raw, err := bytesArg(t, b.Get("s"))
		if err != nil {
			return nil, err
		}
		if err := t.Alloc(2 * int64(len(raw))); err != nil {
			return nil, err
		}
		return python.Bytes(enc([]byte(raw))), nil
	})
	fn(m, decode, "s, *args, **kw", func(t *thread, b *bound) (value, error) {
		text, err := textOrBytes(t, b.Get("s"))
		if err != nil {
			return nil, err
		}
		raw, err := dec(text)
		if err != nil {
			return nil, t.Raise(python.ValueError, "the text cannot be decoded: %s", err)
		}
		return python.Bytes(raw), t.Alloc(int64(len(raw)))
	})
}

func base64Module() *module {
	m := python.NewModule("base64")
	encoding(m, "b64encode", "b64decode", base64.StdEncoding.EncodeToString, base64.StdEncoding.DecodeString)
	encoding(m, "standard_b64encode", "standard_b64decode", base64.StdEncoding.EncodeToString, base64.StdEncoding.DecodeString)
	encoding(m, "urlsafe_b64encode", "urlsafe_b64decode", base64.URLEncoding.EncodeToString, base64.URLEncoding.DecodeString)
	encoding(m, "b32encode", "b32decode", base32.StdEncoding.EncodeToString, base32.StdEncoding.DecodeString)
	upperHex := func(raw []byte) string { return strings.ToUpper(hex.EncodeToString(raw)) }
	encoding(m, "b16encode", "b16decode", upperHex, hex.DecodeString)
	return m
}

func binasciiModule() *module {
	m := python.NewModule("binascii")
	m.Set("Error", python.ValueError)
	encoding(m, "hexlify", "unhexlify", hex.EncodeToString, hex.DecodeString)
	encoding(m, "b2a_hex", "a2b_hex", hex.EncodeToString, hex.DecodeString)
	checksum(m, "crc32", 0, crc32.Update)
	return m
}

func checksum(m *module, name string, start uint32, update func(uint32, *crc32.Table, []byte) uint32) {
	fn(m, name, "data, value=None, /", func(t *thread, b *bound) (value, error) {
		raw, err := bytesArg(t, b.Get("data"))
		if err != nil {
			return nil, err
		}
		sum := start
		if n, ok := smallInt(b.Get("value")); ok {
			sum = uint32(n)
		}
		return python.NewInt(int64(update(sum, crc32.IEEETable, []byte(raw)))), nil
	})
}

func zlibModule() *module {
	m := python.NewModule("zlib")
	checksum(m, "crc32", 0, crc32.Update)
	fn(m, "adler32", "data, /", func(t *thread, b *bound) (value, error) {
		raw, err := bytesArg(t, b.Get("data"))
		return python.NewInt(int64(adler32.Checksum([]byte(raw)))), err
	})
	return m
}
