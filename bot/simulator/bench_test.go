package simulator

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// BenchmarkSendMessage is one request of the kind that a survey's answer needs,
// without the network, so that it shows what the simulator takes from a load
// measurement for itself.
func BenchmarkSendMessage(b *testing.B) {
	s := New(Options{})
	p := s.Person(Profile{First: "Ана"})
	if _, err := p.Open(""); err != nil {
		b.Fatal(err)
	}
	body := url.Values{
		"chat_id": {itoa(p.ID())}, "text": {"<b>Въпрос 7 от 18</b>\nКолко души работят при вас?"}, "parse_mode": {"HTML"},
		"reply_markup": {`{"inline_keyboard":[[{"text":"1–2","callback_data":"a/1"},{"text":"3–5","callback_data":"a/2"}],[{"text":"Назад","callback_data":"b"}]]}`},
	}.Encode()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, "/bot"+s.Token()+"/sendMessage", strings.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		s.ServeHTTP(discard{}, r)
		if i%10_000 == 9_999 {
			s.ForgetLog()
			p.ClearHistory()
		}
	}
}

type discard struct{}

func (discard) Header() http.Header         { return http.Header{} }
func (discard) Write(b []byte) (int, error) { return len(b), nil }
func (discard) WriteHeader(int)             {}

// BenchmarkSayAndPoll is a person's message and the poll that takes it.
func BenchmarkSayAndPoll(b *testing.B) {
	s := New(Options{})
	p := s.Person(Profile{First: "Ана"})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := p.Say("отговор"); err != nil {
			b.Fatal(err)
		}
		q := &query{endpoint: s.methods["getupdates"], args: []arg{{"offset", itoa(int64(s.LastUpdate()))}}, ctx: b.Context()}
		if out, f := getUpdates(s, q, nil); f != nil || len(out) < 10 {
			b.Fatal(f, string(out))
		}
	}
}
