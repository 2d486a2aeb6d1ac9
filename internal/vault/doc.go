// Package vault seals what must never be read by whoever takes the case: the identity of
// a source, its contacts, raw notes and recordings. It can seal and cannot unseal: that
// is the room internal/vault/open, which the command alone imports.
//
// # Use
//
//	key, sealedKey, err := vault.NewKey("KESTREL", readers)
//	defer key.Wipe()
//	note, err := key.Seal(underpin.SealedNote, []byte("met at …"))
//
// # What is sealed, and how
//
//	identity of a reader --age--> key of the source --XChaCha20-Poly1305--> records
//
// A source has a key, which is drawn by chance and sealed once to its readers: hybrid
// recipients of age 1.3 (X25519 with ML-KEM-768), 1.6 kB for each of them, which is why a
// note has none of its own. The readers are the recipients of the case, or fewer: those
// to whom the source agreed. All else that is sealed of the source lies under its key, a
// random nonce before it. So a source is given to other readers by sealing its records
// anew under a new key.
//
// Whoever seals while the vault is locked cannot get at the key that is there. What is
// sealed then gets a further key of its own; the records that are sealed together share
// it. The next who opens the vault to change the readers brings all under one key.
//
// # The box
//
// A record is cut into pieces of half a MiB, and each is sealed by itself, with this text
// as what the cipher authenticates besides, every field with its length before it:
//
//	underpin sealed 1
//	source 7:KESTREL
//	record 12:4f1c09a2b3d7
//	kind 4:note
//	piece 1:1
//	pieces 1:1
//
// So a record that is put in the place of another, of another source or of another kind,
// does not open, nor does one that lacks a piece. Before it is cut the record is padded by
// Padmé (Nikitin, Barman, Lueks, Underwood, Hubaux, Ford: Reducing Metadata Leakage from
// Encrypted Files and Communication with PURBs, 2019), to 512 bytes at least: a note of
// twenty words is as long as one of seventy.
//
// # Secrets
//
// What was unsealed is a [Secret]: bytes that print as "[sealed]" in every format, and
// that can be cleared. It is never a string.
package vault
