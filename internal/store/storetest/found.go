package storetest

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// Found searches all files below a folder for texts, each in eight encodings, and returns
// what it finds.
func Found(t testing.TB, dir string, texts []string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, text := range texts {
			for name, form := range Encodings(text) {
				if bytes.Contains(body, form) {
					found = append(found, fmt.Sprintf("%s: %q as %s", filepath.Base(path), text, name))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Encodings writes a text in the ways in which it may lie in a file.
func Encodings(text string) map[string][]byte {
	units := utf16.Encode([]rune(text))
	var little, big []byte
	for _, u := range units {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	whole := base64.StdEncoding.EncodeToString([]byte(text))
	var escaped strings.Builder
	for _, u := range units {
		if u < 0x80 {
			escaped.WriteByte(byte(u))
		} else {
			fmt.Fprintf(&escaped, `\u%04x`, u)
		}
	}
	return map[string][]byte{
		"UTF-8":        []byte(text),
		"lower case":   []byte(strings.ToLower(text)),
		"UTF-16LE":     little,
		"UTF-16BE":     big,
		"hex":          []byte(hex.EncodeToString([]byte(text))),
		"base64":       []byte(whole[:len(whole)/4*4-4]), // the end depends on what follows
		"a URL":        []byte(url.QueryEscape(text)),
		"escaped JSON": []byte(escaped.String()),
	}
}
