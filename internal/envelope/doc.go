// Package envelope keeps the key of an encrypted file in a file beside it, locked with a
// passphrase and sealed to the people who may open it. It knows nothing of what the key
// is for.
//
// # Use
//
//	e, u, err := envelope.New([]byte("four words or more are good"), envelope.LockOptions{})
//	err = e.Create(envelope.Path("underpin.db"))
//
//	e, err := envelope.Read(envelope.Path("underpin.db"))
//	u, err := e.Unlock(passphrase)
//	defer u.Wipe()
//	key := u.Keys[0]
//
// # What opens what
//
//	passphrase --argon2id--> key --XChaCha20-Poly1305--> identity of the analyst (age)
//	identity of any recipient --age--> file keys, list of recipients
//
// The file key is sealed to recipients and to nothing else: the analyst, whose identity
// lies in the envelope under the passphrase (or in a key file, and then there is no
// passphrase); perhaps a recovery sheet, whose identity lies on paper alone; perhaps
// colleagues. All are hybrid recipients of age 1.3 (X25519 with ML-KEM-768, meant to hold
// against quantum computers too). So a passphrase is changed without touching the file,
// and the file is encrypted anew without asking anybody for a passphrase.
//
// While a file is being encrypted under another key the envelope holds both, so that
// whichever of the two files is in place opens: [Unlocked.AddKey], [Unlocked.DropKey].
//
// # The file
//
//	underpin envelope 1 LENGTH SHA256
//	BODY
//
// The body is JSON: the id of the encrypted file, a hint if the user wrote one, the
// parameters of argon2id with the salt, the sealed identity, the sealed keys and a
// signing key sealed to the identity. The number of bytes and the hash are of the body
// and tell that the file is cut off or damaged; they prove nothing against a forger, who
// is told by the file that does not open. After the body come spaces up to a whole number
// of 4,096 bytes, so that the size says little about the number of recipients. The list
// of recipients, their names included, lies in the sealed part: nobody learns from the
// envelope who works on the case.
package envelope
