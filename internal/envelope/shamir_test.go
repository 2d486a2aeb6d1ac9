package envelope

import (
	"bytes"
	"crypto/rand"
	"testing"

	"pgregory.net/rapid"

	"underpin/internal/synth/property"
)

// The products are those of FIPS 197, sections 4.2 and 4.2.1.
func TestMultiplicationIsThatOfAES(t *testing.T) {
	for _, m := range []struct{ a, b, want byte }{
		{0x57, 0x83, 0xc1}, {0x57, 0x13, 0xfe}, {0x57, 0x02, 0xae}, {0x57, 0x04, 0x47}, {0x57, 0x08, 0x8e}, {0x57, 0x10, 0x07},
	} {
		if got := multiply(m.a, m.b); got != m.want {
			t.Errorf("%#x times %#x is %#x, want %#x", m.a, m.b, got, m.want)
		}
	}
	for a := 1; a < 256; a++ {
		if got := multiply(byte(a), inverse(byte(a))); got != 1 {
			t.Errorf("%d times its inverse is %d", a, got)
		}
	}
}

// The values are those of the tests of Coda Hale's shamir for Java (GF256Test).
func TestPolynomialsHaveThePublishedValues(t *testing.T) {
	if got := evaluate([]byte{1, 0, 2, 3}, 2); got != 17 {
		t.Errorf("1 + 2x^2 + 3x^3 at 2 is %d, want 17", got)
	}
	for _, p := range []struct {
		values []byte
		want   byte
	}{{[]byte{1, 2, 3}, 0}, {[]byte{80, 90, 20}, 30}, {[]byte{43, 22, 86}, 107}} {
		if got := interpolate([]byte{1, 2, 3}, p.values); got != p.want {
			t.Errorf("through %v it is %d at 0, want %d", p.values, got, p.want)
		}
	}
}

func TestAnyEnoughSharesGiveTheSecretBack(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		secret := rapid.SliceOfN(rapid.Byte(), 1, 64).Draw(t, "secret")
		n := rapid.IntRange(2, 16).Draw(t, "n")
		k := rapid.IntRange(2, n).Draw(t, "k")
		shares := split(secret, k, n)
		places := rapid.Permutation(placesTo(n)).Draw(t, "order")[:k]
		var held [][]byte
		for _, at := range places {
			held = append(held, shares[at-1])
		}
		if got := join(places, held); !bytes.Equal(got, secret) {
			t.Fatalf("%d of %d give back %x, want %x", k, n, got, secret)
		}
	})
}

// With one share fewer every secret is as likely as any other: over the coefficients that
// can be drawn, each value of the share that is missing leads to another secret.
func TestOneShareFewerTellsNothing(t *testing.T) {
	for range 20 {
		held := make([]byte, 2)
		rand.Read(held)
		seen := map[byte]bool{}
		for missing := range 256 {
			seen[interpolate([]byte{1, 2, 3}, []byte{held[0], held[1], byte(missing)})] = true
		}
		if len(seen) != 256 {
			t.Fatalf("two shares of three leave %d of 256 secrets", len(seen))
		}
	}
}

func placesTo(n int) []byte {
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(i + 1)
	}
	return out
}
