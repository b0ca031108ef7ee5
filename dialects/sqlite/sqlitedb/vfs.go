package sqlitedb

import (
	"fmt"
	"sync"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// at returns what is at an address of the engine's memory, which Go's collector
// does not own.
func at[T any](address uintptr) *T { return *(**T)(unsafe.Pointer(&address)) }

// pointer returns a function, which must not be a closure, as the engine calls it.
func pointer[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&struct{ f F }{f})) }

// start prepares the engine, once for the process.
var start = sync.OnceValue(func() error {
	t := libc.NewTLS()
	defer t.Close()
	memory := libc.NewVaList(int32(1))
	defer libc.Xfree(t, memory)
	// Without statistics there is no bound of the heap.
	if rc := lib.Xsqlite3_config(t, lib.SQLITE_CONFIG_MEMSTATUS, memory); rc != lib.SQLITE_OK {
		return fmt.Errorf("sqlite: cannot bound the memory: code %d", rc)
	}
	if rc := lib.Xsqlite3_initialize(t); rc != lib.SQLITE_OK {
		return fmt.Errorf("sqlite: cannot start: code %d", rc)
	}
	lib.Xsqlite3_hard_heap_limit64(t, maxHeap)
	local := libc.NewVaList(int32(2), pointer(localTime))
	defer libc.Xfree(t, local)
	lib.Xsqlite3_test_control(t, lib.SQLITE_TESTCTRL_LOCALTIME_FAULT, local)
	return registerVFS(t)
})

// registerVFS makes a VFS without files the one that every database has.
func registerVFS(t *libc.TLS) error {
	name, err := libc.CString("sqlplan")
	if err != nil {
		return err
	}
	// Both stay until the process ends.
	p := libc.Xcalloc(t, 1, libc.Tsize_t(unsafe.Sizeof(lib.Tsqlite3_vfs{})))
	if p == 0 {
		return fmt.Errorf("sqlite: out of memory")
	}
	*at[lib.Tsqlite3_vfs](p) = lib.Tsqlite3_vfs{
		FiVersion: 2, FszOsFile: 64, FmxPathname: 512, FzName: name,
		FxOpen: pointer(openFile), FxDelete: pointer(deleteFile), FxAccess: pointer(accessFile), FxFullPathname: pointer(fullPathname),
		FxRandomness: pointer(randomness), FxSleep: pointer(sleep), FxCurrentTime: pointer(currentTime),
		FxGetLastError: pointer(lastError), FxCurrentTimeInt64: pointer(currentMillis),
	}
	if rc := lib.Xsqlite3_vfs_register(t, p, 1); rc != lib.SQLITE_OK {
		return fmt.Errorf("sqlite: cannot shut out files: code %d", rc)
	}
	return nil
}

// openFile refuses every file.
func openFile(_ *libc.TLS, _, _, file uintptr, _ int32, _ uintptr) int32 {
	*at[uintptr](file) = 0 // no methods: the engine does not close it
	return lib.SQLITE_CANTOPEN
}

func deleteFile(_ *libc.TLS, _, _ uintptr, _ int32) int32 { return lib.SQLITE_IOERR_DELETE }

// accessFile says that no file exists.
func accessFile(_ *libc.TLS, _, _ uintptr, _ int32, out uintptr) int32 {
	*at[int32](out) = 0
	return lib.SQLITE_OK
}

func fullPathname(_ *libc.TLS, _, _ uintptr, _ int32, _ uintptr) int32 { return lib.SQLITE_CANTOPEN }

// randomness seeds the generator that SQLite takes row ids from when the largest one is in use.
func randomness(_ *libc.TLS, _ uintptr, n int32, out uintptr) int32 {
	for i := range n {
		*at[byte](out + uintptr(i)) = byte(i)
	}
	return n
}

func sleep(_ *libc.TLS, _ uintptr, _ int32) int32 { return 0 }

func lastError(_ *libc.TLS, _ uintptr, _ int32, _ uintptr) int32 { return 0 }

// julianMillis is fixedMillis since the julian epoch, noon of 4714-11-24 B.C.
const julianMillis = fixedMillis + 210866760000000

func currentMillis(t *libc.TLS, _ uintptr, out uintptr) int32 {
	volatile(t, "the clock")
	*at[int64](out) = julianMillis
	return lib.SQLITE_OK
}

func currentTime(t *libc.TLS, _ uintptr, out uintptr) int32 {
	volatile(t, "the clock")
	*at[float64](out) = julianMillis / 86400000.0
	return lib.SQLITE_OK
}

// tm is the start of C's struct tm.
type tm struct {
	sec, min, hour, mday, mon, year int32
	_                               [3]int32 // the day of the week and of the year, and summer time
}

// localTime takes local time for UTC.
func localTime(t *libc.TLS, when, out uintptr) int32 {
	volatile(t, "the time zone of the server")
	year, month, day, rest := civil(*at[int64](when))
	*at[tm](out) = tm{sec: int32(rest % 60), min: int32(rest / 60 % 60), hour: int32(rest / 3600), mday: int32(day), mon: int32(month - 1), year: int32(year - 1900)}
	return 0
}

func databaseOf(t *libc.TLS) *DB {
	if d, ok := open.Load(t); ok {
		return d.(*DB)
	}
	return nil
}

func volatile(t *libc.TLS, what string) {
	if d := databaseOf(t); d != nil && d.effects.Volatile == "" {
		d.effects.Volatile = what
	}
}

// next is a number of the fixed sequence (SplitMix64).
func (d *DB) next() uint64 {
	d.seed += 0x9e3779b97f4a7c15
	z := d.seed
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// random is SQL's random().
func random(t *libc.TLS, ctx uintptr, _ int32, _ uintptr) {
	volatile(t, "random()")
	lib.Xsqlite3_result_int64(t, ctx, int64(databaseOf(t).next()))
}

// randomBlob is SQL's randomblob(n): at least one byte.
func randomBlob(t *libc.TLS, ctx uintptr, _ int32, args uintptr) {
	volatile(t, "randomblob()")
	n := max(lib.Xsqlite3_value_int64(t, *at[uintptr](args)), 1)
	if n > maxValue {
		lib.Xsqlite3_result_error_code(t, ctx, lib.SQLITE_TOOBIG)
		return
	}
	p := libc.Xmalloc(t, libc.Tsize_t(n+8))
	if p == 0 {
		lib.Xsqlite3_result_error_code(t, ctx, lib.SQLITE_NOMEM)
		return
	}
	d := databaseOf(t)
	for i := int64(0); i < n; i += 8 {
		*at[uint64](p + uintptr(i)) = d.next()
	}
	lib.Xsqlite3_result_blob(t, ctx, p, int32(n), ^uintptr(0)) // SQLITE_TRANSIENT: it is copied
	libc.Xfree(t, p)
}

// progressed stops a statement that takes too long.
func progressed(t *libc.TLS, _ uintptr) int32 {
	d := databaseOf(t)
	if d == nil {
		return 0
	}
	if d.progress++; d.progress > maxProgress {
		return 1
	}
	return 0
}
