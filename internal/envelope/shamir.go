package envelope

import "crypto/rand"

// Secrets are shared by Shamir's scheme (Adi Shamir: How to share a secret, Communications
// of the ACM 22(11), 1979) byte by byte over the field of 256 elements of AES (FIPS 197,
// section 4.2): a polynomial of degree k-1 with random coefficients whose value at 0 is the
// byte; a share is its value at another place. Any k shares give it back, and k-1 tell
// nothing. The arithmetic takes the same time whatever the bytes are.

// multiply multiplies in the field.
func multiply(a, b byte) byte {
	var product byte
	for range 8 {
		product ^= a & -(b & 1)
		a = a<<1 ^ 0x1b&-(a>>7)
		b >>= 1
	}
	return product
}

// inverse is 1/a: a to the power of 254. Of 0 it is 0.
func inverse(a byte) byte {
	out := a
	for range 6 {
		out = multiply(multiply(out, out), a)
	}
	return multiply(out, out)
}

// evaluate returns the value of a polynomial, whose constant comes first, at a place.
func evaluate(coefficients []byte, at byte) byte {
	var out byte
	for i := len(coefficients) - 1; i >= 0; i-- {
		out = multiply(out, at) ^ coefficients[i]
	}
	return out
}

// interpolate returns the value at 0 of the polynomial of the least degree through points.
func interpolate(at, values []byte) byte {
	var out byte
	for i := range at {
		weight := values[i]
		for j := range at {
			if i != j {
				weight = multiply(weight, multiply(at[j], inverse(at[j]^at[i])))
			}
		}
		out ^= weight
	}
	return out
}

// split shares a secret among n, the first of whom is at 1, so that any k give it back.
func split(secret []byte, k, n int) [][]byte {
	shares := make([][]byte, n)
	coefficients := make([]byte, k)
	defer clear(coefficients)
	for _, b := range secret {
		rand.Read(coefficients)
		coefficients[0] = b
		for i := range shares {
			shares[i] = append(shares[i], evaluate(coefficients, byte(i+1)))
		}
	}
	return shares
}

// join gives back what was split, from shares with their places.
func join(at []byte, shares [][]byte) []byte {
	out := make([]byte, len(shares[0]))
	values := make([]byte, len(shares))
	defer clear(values)
	for i := range out {
		for j := range shares {
			values[j] = shares[j][i]
		}
		out[i] = interpolate(at, values)
	}
	return out
}
