package agent

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// mostBody is more than anything takes that an agent is asked or tells.
const mostBody = 64 << 20

var errFrame = errors.New("what came through the socket is not from this program")

func writeRequest(w io.Writer, word string, body []byte) error {
	if len(word) > 255 || len(body) > mostBody {
		return errFrame
	}
	head := append([]byte{byte(len(word))}, word...)
	return writeBody(w, head, body)
}

// writeBody writes a body with its length behind what comes first, without a copy of it.
func writeBody(w io.Writer, first, body []byte) error {
	_, err := w.Write(binary.BigEndian.AppendUint32(first, uint32(len(body))))
	if err != nil || len(body) == 0 { // who has the length of nothing has all, and may be gone
		return err
	}
	_, err = w.Write(body)
	return err
}

func readRequest(r io.Reader) (word string, body []byte, err error) {
	var n [1]byte
	if _, err := io.ReadFull(r, n[:]); err != nil {
		return "", nil, err
	}
	text := make([]byte, n[0])
	if _, err := io.ReadFull(r, text); err != nil {
		return "", nil, err
	}
	body, err = readBody(r)
	return string(text), body, err
}

func readBody(r io.Reader) ([]byte, error) {
	var n [4]byte
	if _, err := io.ReadFull(r, n[:]); err != nil {
		return nil, err
	}
	size := binary.BigEndian.Uint32(n[:])
	if size > mostBody {
		return nil, errFrame
	}
	body := make([]byte, size)
	_, err := io.ReadFull(r, body)
	return body, err
}

// writeReply writes what was answered, or what is wrong.
func writeReply(w io.Writer, body []byte, wrong error) error {
	if wrong != nil {
		return writeBody(w, []byte{1}, []byte(wrong.Error()))
	}
	return writeBody(w, []byte{0}, body)
}

// readReply reads it. It fails with [ErrRefused] where the agent says what is wrong.
func readReply(r io.Reader) ([]byte, error) {
	var status [1]byte
	if _, err := io.ReadFull(r, status[:]); err != nil {
		return nil, err
	}
	body, err := readBody(r)
	switch {
	case err != nil:
		return nil, err
	case status[0] == 0:
		return body, nil
	case status[0] == 1:
		return nil, fmt.Errorf("%w: %s", ErrRefused, body)
	}
	return nil, errFrame
}
