// Package evidence turns testimony into credence, and credence into worlds.
package evidence
