package simulator

import "strings"

// checkedLink returns the link as Telegram keeps it, empty where it takes it
// for none and leaves plain text.
func checkedLink(url string) string {
	url = strings.TrimSpace(url)
	scheme, rest, ok := strings.Cut(url, "://")
	switch {
	case ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "tg")):
	case ok:
		return ""
	default:
		rest = url
		url = "http://" + url
	}
	host, _, _ := strings.Cut(rest, "/")
	if host == "" || strings.ContainsAny(host, " <>\"") || (!ok && !strings.Contains(strings.Trim(host, "."), ".")) {
		return ""
	}
	if ok || strings.Contains(rest, "/") {
		return url
	}
	return url + "/"
}

func validButtonURL(url string) bool {
	return strings.HasPrefix(url, "tg://") || checkedLink(url) != ""
}

func isURL(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}
