// Package open unseals what the room internal/vault seals. Only the command imports it: a
// program without it, such as a server for a team, keeps what is sealed and cannot read
// it. A test of the house holds that.
package open
