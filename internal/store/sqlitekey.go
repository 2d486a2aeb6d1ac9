package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/ncruces/go-sqlite3"
	_ "github.com/ncruces/go-sqlite3/vfs/adiantum" // registers the file system that encrypts
	"lukechampine.com/adiantum"

	"underpin/internal/envelope"
)

// cipherBlock is what the encrypting file system encrypts at a time: a page.
const cipherBlock = 4096

// readHead returns the first bytes of a database and the key that they are encrypted
// with; nil where the file is plain. It reads the file as bytes, because opening a
// foreign database, or one under a wrong key, could change it: the log beside it would
// be taken for empty and removed.
func readHead(f io.Reader, keys []envelope.FileKey) (head []byte, key *envelope.FileKey, err error) {
	block := make([]byte, cipherBlock)
	n, err := io.ReadFull(f, block)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, nil, err
	}
	block = block[:n]
	plain := bytes.HasPrefix(block, []byte(sqliteMagic))
	switch {
	case len(keys) > 0 && plain:
		return nil, nil, ErrNotEncrypted
	case plain && n < sqliteHeaderSize:
		return nil, nil, ErrTruncated
	case plain:
		return block[:sqliteHeaderSize], nil, nil
	case len(keys) == 0 && n == cipherBlock:
		return nil, nil, errNoKey
	case len(keys) == 0 || n == 0:
		return nil, nil, ErrNotOurs
	case n < cipherBlock:
		return nil, nil, ErrTruncated
	}
	var first [8]byte // the tweak: the place of the block in the file
	for i := range keys {
		opened := adiantum.New(keys[i][:]).Decrypt(bytes.Clone(block), first[:])
		if bytes.HasPrefix(opened, []byte(sqliteMagic)) {
			return opened[:sqliteHeaderSize], &keys[i], nil
		}
	}
	return nil, nil, ErrKey
}

// sqliteURI names a database to SQLite, by a path and parameters in their order.
func sqliteURI(path string, params ...string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	slashed := filepath.ToSlash(abs)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	u := url.URL{Path: slashed}
	modeOf := "modeof=" + strings.ReplaceAll(url.QueryEscape(abs), "+", "%20") // the log gets the permissions of the file
	return "file:" + u.EscapedPath() + "?" + strings.Join(append([]string{modeOf}, params...), "&"), nil
}

// unlock gives a connection its key, as the first statement that it sees.
func unlock(c *sqlite3.Conn, key *envelope.FileKey) error {
	if key == nil {
		return nil
	}
	return keyless(c.Exec("PRAGMA hexkey='" + hex.EncodeToString(key[:]) + "'"))
}

// keyless leaves of an error of the driver only its code: its text may quote the
// statement or the address that the key stands in.
func keyless(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return context.Canceled
	}
	if number, ok := errors.AsType[syscall.Errno](err); ok {
		return number
	}
	if e, ok := errors.AsType[*sqlite3.Error](err); ok {
		return e.ExtendedCode()
	}
	if code, ok := errors.AsType[sqlite3.ExtendedErrorCode](err); ok {
		return code
	}
	if code, ok := errors.AsType[sqlite3.ErrorCode](err); ok {
		return code
	}
	return errKeyed
}

// errKeyed stands for an error that might show a key.
var errKeyed = errors.New("the database engine refused its key")

// IsEncrypted reports whether the file at a path is there and does not begin as a plain
// database does.
func IsEncrypted(path string) bool {
	head := beginning(path)
	return head != "" && !strings.HasPrefix(sqliteMagic, head)
}

// IsPlain reports whether the file at a path begins as a database that is not encrypted.
func IsPlain(path string) bool { return beginning(path) == sqliteMagic }

// beginning reads as much of a file as a plain database begins with, nothing of one that
// cannot be read.
func beginning(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	head := make([]byte, len(sqliteMagic))
	n, _ := io.ReadFull(f, head)
	return string(head[:n])
}

// Opens reports whether the file at a path is encrypted with one of the keys.
func Opens(path string, keys []envelope.FileKey) bool {
	if len(keys) == 0 {
		return false
	}
	_, err := checkSQLiteHeader(path, keys)
	return err == nil
}

// isOursUnder reports whether a file begins as a database of this program does, plain or
// under one of the keys.
func isOursUnder(path string, keys []envelope.FileKey) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	for _, with := range [][]envelope.FileKey{nil, keys} {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return false
		}
		if head, _, err := readHead(f, with); err == nil && isOurs(head) {
			return true
		}
	}
	return false
}

func isOurs(head []byte) bool { return binary.BigEndian.Uint32(head[68:]) == applicationID }

// checkSQLiteHeader reads the head of the file and returns the key that it is encrypted
// with, nil where it is plain.
func checkSQLiteHeader(path string, keys []envelope.FileKey) (*envelope.FileKey, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: it is not a regular file", ErrNotOurs)
	}
	head, key, err := readHead(f, keys)
	if err != nil {
		return nil, err
	}
	if !isOurs(head) {
		return nil, fmt.Errorf("%w: it is a SQLite database of another program", ErrNotOurs)
	}
	return key, checkSQLiteLength(path, head, info.Size())
}
