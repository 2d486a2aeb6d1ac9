//go:build linux || darwin

package agent

import "net"

// onSocket asks something of the socket of a connection.
func onSocket(c *net.UnixConn, ask func(fd int) bool) bool {
	raw, err := c.SyscallConn()
	if err != nil {
		return false
	}
	yes := false
	err = raw.Control(func(fd uintptr) { yes = ask(int(fd)) })
	return err == nil && yes
}
