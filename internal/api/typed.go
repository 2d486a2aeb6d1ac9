package api

import (
	"net/http"
	"net/url"
)

// typedHeader holds what somebody typed to look for, encoded as in a query. It takes the
// place of the parameter "words", so that no address, which histories and logs keep, holds
// typed text.
const typedHeader = "Underpin-Words"

// typed takes what was typed out of its header.
func typed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if held := r.Header.Get(typedHeader); held != "" {
			words, err := url.QueryUnescape(held)
			if err != nil {
				refuse(w, http.StatusBadRequest, "bad_request", "What was typed is not encoded as in a query.")
				return
			}
			query := r.URL.Query()
			query.Set("words", words)
			r.URL.RawQuery = query.Encode()
			r.Header.Del(typedHeader)
		}
		next.ServeHTTP(w, r)
	})
}
