package simulator

import (
	"net"
	"net/http"
	"strings"
)

// policy is the page's Content-Security-Policy: nothing from elsewhere, nothing
// inline.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// ServeHTTP answers one request of a browser. Requests under a foreign name, or
// from a foreign page, are refused.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if !p.ownHost(r) || !ownOrigin(r) {
		http.Error(w, "this page answers only under its own address", http.StatusForbidden)
		return
	}
	p.serve.ServeHTTP(w, r)
}

// ownHost reports whether the request names the machine by a number, as
// localhost, or by the name that the page was started under. A foreign name that
// leads here by a trick of DNS is none of these.
func (p *Page) ownHost(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = strings.Trim(r.Host, "[]")
	}
	return host == "localhost" || net.ParseIP(host) != nil || p.o.Host != "" && strings.EqualFold(host, p.o.Host)
}

// ownOrigin reports whether the request comes from this page, or from nowhere:
// from an address that was typed. What changes something must come from here.
func ownOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return r.Method == http.MethodGet || r.Method == http.MethodHead
	}
	return origin == "http://"+r.Host
}
