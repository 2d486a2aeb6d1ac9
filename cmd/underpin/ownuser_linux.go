package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net"
	"os"
	"strconv"
)

// foreign reports whether the other end of a connection within the machine is another
// user's. The administrator's is not: from that account nothing can be kept, and what
// forwards ports may run under it.
func foreign(c net.Conn) bool {
	from, ok1 := c.RemoteAddr().(*net.TCPAddr)
	to, ok2 := c.LocalAddr().(*net.TCPAddr)
	if !ok1 || !ok2 {
		return false
	}
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		text, err := os.ReadFile(table)
		if err != nil {
			continue
		}
		if uid, ok := socketUser(text, from, to); ok {
			return uid != os.Getuid() && uid != 0
		}
	}
	return false
}

// socketUser finds in a table of the sockets of the system whose the one is that leads from
// an address to another (proc_pid_net(5): an address is written as the processor holds it).
func socketUser(table []byte, from, to *net.TCPAddr) (uid int, ok bool) {
	local, remote := inTable(from), inTable(to)
	for line := range bytes.Lines(table) {
		f := bytes.Fields(line)
		if len(f) > 7 && bytes.HasSuffix(f[1], local) && bytes.HasSuffix(f[2], remote) {
			uid, err := strconv.Atoi(string(f[7]))
			return uid, err == nil
		}
	}
	return 0, false
}

// inTable writes an address of the fourth version as a table has it; in that of the sixth
// it stands at the end.
func inTable(a *net.TCPAddr) []byte {
	ip := a.IP.To4()
	if ip == nil {
		return []byte("none")
	}
	return fmt.Appendf(nil, "%08X:%04X", binary.NativeEndian.Uint32(ip), a.Port)
}
