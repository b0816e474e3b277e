package simulator

import (
	"net/http"
	"strconv"
)

// refusal is an answer with "ok": false. Texts are Telegram's own, with the
// prefix of their code and the first letter lowered as its server does.
type refusal struct {
	code       int
	text       string
	retryAfter int   // seconds; 429 only
	migrateTo  int64 // 400 of a group that became a supergroup
}

// gone stands for an answer that nobody waits for any more.
var gone = &refusal{}

func bad(text string) *refusal { return &refusal{code: 400, text: "Bad Request: " + text} }

func forbidden(text string) *refusal { return &refusal{code: 403, text: "Forbidden: " + text} }

func conflict() *refusal {
	return &refusal{code: 409, text: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}
}

func tooMany(seconds int) *refusal {
	return &refusal{code: 429, text: "Too Many Requests: retry after " + strconv.Itoa(seconds), retryAfter: seconds}
}

var jsonType = []string{"application/json"}

func writeRefusal(w http.ResponseWriter, f *refusal) {
	b := append([]byte(nil), `{"ok":false,"error_code":`...)
	b = strconv.AppendInt(b, int64(f.code), 10)
	b = append(b, `,"description":`...)
	b = appendString(b, f.text)
	switch {
	case f.retryAfter > 0:
		b = append(b, `,"parameters":{"retry_after":`...)
		b = strconv.AppendInt(b, int64(f.retryAfter), 10)
		b = append(b, '}')
		w.Header().Set("Retry-After", strconv.Itoa(f.retryAfter))
	case f.migrateTo != 0:
		b = append(b, `,"parameters":{"migrate_to_chat_id":`...)
		b = strconv.AppendInt(b, f.migrateTo, 10)
		b = append(b, '}')
	}
	b = append(b, '}')
	w.Header()["Content-Type"] = jsonType
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	w.WriteHeader(f.code)
	_, _ = w.Write(b)
}

// writeHTML is what a proxy in front of Telegram's server answers.
func writeHTML(w http.ResponseWriter, status int) {
	title := strconv.Itoa(status) + " " + http.StatusText(status)
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	_, _ = w.Write([]byte("<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title +
		"</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"))
}
