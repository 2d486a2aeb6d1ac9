package agent

import (
	"net"
	"os"

	"golang.org/x/sys/unix"
)

// own reports whether the same user is at the other end.
func own(c *net.UnixConn) bool {
	return onSocket(c, func(fd int) bool {
		peer, err := unix.GetsockoptXucred(fd, unix.SOL_LOCAL, unix.LOCAL_PEERCRED)
		return err == nil && int(peer.Uid) == os.Getuid()
	})
}
