package exchange

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestTextIsDecodedAndItsLinesEndWithLineFeeds(t *testing.T) {
	for _, test := range []struct{ name, encoding, text, want string }{
		{"line feeds stay", "", "a\nb\n", "a\nb\n"},
		{"carriage returns alone end lines", "", "a\rb\r", "a\nb\n"},
		{"a carriage return before a line feed stays", "", "a\r\nb\r\n", "a\r\nb\r\n"},
		{"all of them in one file", "", "a\rb\r\nc\n\rd", "a\nb\r\nc\n\nd"},
		{"characters of several bytes", "", "é\rظ\r😀", "é\nظ\n😀"},
		{"UTF-16 with the lower byte first", "", "\xff\xfea\x00\r\x00\n\x00\xe9\x00", "a\r\né"},
		{"UTF-16 with the upper byte first", "", "\xfe\xff\x00a\x00\r\x06\x38", "a\nظ"},
		{"a code page of Windows", "windows-1256", "\xd9\xc7\r\xd5", "ظا\nص"},
		{"a name with capitals", "ISO-8859-1", "caf\xe9", "café"},
		{"nothing", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, r := range []io.Reader{strings.NewReader(test.text), iotest.OneByteReader(strings.NewReader(test.text))} {
				in, err := Open(r, "ties", 0, nil)
				if err != nil {
					t.Fatal(err)
				}
				if err := in.Decode(test.encoding); err != nil {
					t.Fatal(err)
				}
				if got, err := io.ReadAll(in); err != nil || string(got) != test.want {
					t.Errorf("%q, %v", got, err)
				}
			}
		})
	}
}

func TestTextThatIsNotUTF8IsRefusedWithItsLine(t *testing.T) {
	for name, text := range map[string]string{"a byte of Latin 1": "a\nb\ncaf\xe9;x\n", "a character cut off": "a\n\n\xd9"} {
		in, err := Open(strings.NewReader(text), "ties", 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		var e *Error
		if err := in.Decode(""); !errors.As(err, &e) || e.Line != 3 || e.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	in, err := Open(strings.NewReader("a"), "ties", 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := in.Decode("klingon"); err == nil {
		t.Error("an encoding that is not known is taken")
	}
}
