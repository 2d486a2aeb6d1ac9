//go:build !linux && !darwin

package agent

import "net"

// own trusts the folder: the system does not tell who is at the other end.
func own(*net.UnixConn) bool { return true }
