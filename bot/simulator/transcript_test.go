package simulator

import (
	"strings"
	"testing"
	"time"
)

// Every kind of act has its line, in the order in which things happened.
func TestTranscript(t *testing.T) {
	b := newBrowser(t)
	ok := taken(t)
	ivan := b.ivan.ID()
	b.does(action{Who: ivan, Chat: b.group.ID(), Do: "open", Text: "https://t.me/partnerbot?startgroup=CLAIM"})
	b.send(b.group.ID(), "Здравейте, <група>", "")
	ok(b.ana.Open("DANUBE"))
	asked := b.send(b.ana.ID(), "Въпрос: кой?\nИзберете.", `{"inline_keyboard":[[{"text":"Да","callback_data":"y"},{"text":"Не","callback_data":"n"}],[{"text":"Друго","callback_data":"o"}]]}`)
	ok(b.ana.Tap("Не"))
	b.must("editMessageText", "chat_id="+itoa(b.ana.ID())+"&message_id="+itoa(int64(asked))+"&text=<b>Въпрос</b>&parse_mode=HTML")
	b.must("answerCallbackQuery", "callback_query_id=4000000000000000001&text=Записано")
	id := ok(b.ana.Say("на два\nреда"))
	ok(b.ana.Edit(id, "на един"))
	ok(b.ana.Reply(asked, "отговор"))
	ok(b.ana.SendFile("a.pdf", "application/pdf", []byte("pdf")))
	ok(b.ana.SendPhoto(picture(3, 3), ""))
	ok(b.ana.SendVoice([]byte("ogg")))
	ok(b.ana.SendAlbum("", picture(3, 3), picture(3, 3)))
	ok(b.ana.SendSticker())
	ok(b.ana.SendLocation(43, 25))
	ok(b.ana.SendContact(true, ""))
	b.send(b.ana.ID(), "Телефон?", `{"keyboard":[[{"text":"Изпрати","request_contact":true}]]}`)
	ok(b.ana.Forward("чуждо"))
	for _, err := range []error{b.ana.Block(), b.ana.Unblock(), b.group.Promote(b.ana), b.group.Anonymous(b.ana, true), b.group.Anonymous(b.ana, false), b.group.Demote(b.ana)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	ok(b.ivan.SayIn(b.group, "/help"))
	ok(b.ivan.Reply(b.group.Last().ID, "благодаря"))
	if err := b.group.Migrate(); err != nil {
		t.Fatal(err)
	}
	b.Server.passed(26*time.Hour + 20*time.Second)
	b.Server.passed(time.Hour)
	if resp, _ := b.ask("POST", "/restart", ""); resp.StatusCode != 200 {
		t.Fatal(resp.StatusCode)
	}
	ok(b.ana.Open(""))

	_, got := b.ask("GET", "/transcript?chats="+itoa(b.ana.ID())+","+itoa(b.group.ID()), "")
	if want := strings.TrimPrefix(bothTranscript, "\n"); got != want {
		t.Errorf("the transcript is\n%s\nwant\n%s", got, want)
	}
	_, got = b.ask("GET", "/transcript?chats="+itoa(b.ana.ID()), "")
	for _, other := range []string{"група", "Иван", "администратор", " → "} {
		if strings.Contains(got, other) {
			t.Errorf("the transcript of one chat speaks of %q:\n%s", other, got)
		}
	}
}

const bothTranscript = `
регистър Сдружение „Дунав“
участник Ана Петрова
участник Иван
Ана отваря #
група Иван, Ана
    бот → група: Здравейте, &lt;група&gt;
Ана отваря Сдружение „Дунав“
    бот → Ана: Въпрос: кой?
              Изберете.
        [Да] [Не]
        [Друго]
Ана натиска Не
    [i] Записано
    променя → Ана: <b>Въпрос</b>
Ана: на два\nреда
Ана поправя на два\nреда => на един
Ана отговаря на Въпрос: отговор
Ана праща файл
Ана праща снимка
Ана праща глас
Ана праща албум
Ана праща стикер
Ана праща място
Ана праща контакт
    бот → Ана: Телефон?
        (клавиш: Изпрати)
Ана препраща: чуждо
Ана блокира бота
Ана отблокира бота
Ана става администратор
Ана пише като групата
Ана пише от свое име
Ана вече не е администратор
Иван в групата: /help
Иван в групата отговаря на Здравейте, <група>: благодаря
групата става супергрупа
минава 1 ден
минават 3 часа
ботът спира
ботът тръгва
Ана отваря #
`

// Two people of one name can be told apart.
func TestTranscriptNames(t *testing.T) {
	b := newBrowser(t)
	other := b.Person(Profile{First: "Ана", Last: "Иванова", LanguageCode: "en"})
	taken(t)(other.Say("и аз"))
	got := b.Transcript(Transcript{People: []*Person{b.ana, other}, Invitation: func(string) Invitation { return Invitation{} }})
	for _, part := range []string{"участник Ана Петрова\n", "участник Ана2 Иванова en\n", "Ана2: и аз\n", "имената се повтарят"} {
		if !strings.Contains(got, part) {
			t.Errorf("it lacks %q:\n%s", part, got)
		}
	}
}
