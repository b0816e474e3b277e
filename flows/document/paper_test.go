package document_test

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

var paperProgramme = &programme.Programme{
	Name: text.Pair{BG: "Партньорства 2020", EN: "Partnerships 2020"}, Club: text.Pair{BG: "Клуб „Отворено общество“ – Русе", EN: "Open Society Club – Ruse"},
	Funder: text.Pair{
		BG: "Проектът се изпълнява с финансовата подкрепа на програма „Демонстрация“. Съдържанието е изцяло отговорност на Клуба и не отразява непременно становището на финансиращия.",
		EN: "The project is funded by the programme “Demonstration”.",
	},
	Municipalities: []programme.MunicipalityName{{Code: "ruse", Name: text.Pair{BG: "Русе", EN: "Ruse"}}}, Location: time.UTC,
}

var paperEvent = programme.Event{
	Plan: programme.Plan{
		Code: "t1", Kind: programme.Training, Title: text.Pair{BG: "Елементи на проекта, финансиране и преговори", EN: "Elements of a project"}, Municipality: "ruse",
		Place: text.Pair{BG: "зала „Европа“"}, Address: text.Pair{BG: "ул. „Примерна“ 1"},
		Start: programme.NewMoment(2027, 3, 18, 9, 30, time.UTC), End: programme.NewMoment(2027, 3, 18, 16, 30, time.UTC),
	},
	CheckIn: "K7MQ2X",
}

// paper checks that it is a PDF that is made the same each time; with PAPERS set it is
// written there to be looked at.
func paper(t *testing.T, name string, make func() ([]byte, error)) {
	t.Helper()
	first, err := make()
	if err != nil {
		t.Fatal(err)
	}
	again, err := make()
	if err != nil || !bytes.HasPrefix(first, []byte("%PDF-1.")) || !bytes.Equal(first, again) {
		t.Errorf("%s: made twice: %v", name, err)
	}
	if len(first) > 200<<10 {
		t.Errorf("%s: %d bytes", name, len(first))
	}
	if dir := os.Getenv("PAPERS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), first, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAttendanceSheet(t *testing.T) {
	var lines []programme.DoorLine
	for i := range 35 {
		l := programme.DoorLine{Of: programme.Organisation{Name: fmt.Sprintf("Сдружение „Пример %d“", i+1)}, Name: "Мария Иванова-Петрова"}
		if i%7 == 0 {
			l.Of.Name = "Национална асоциация за развитие на гражданското участие и местното самоуправление – клон Русе и региона"
		}
		l.Door = i + 1
		lines = append(lines, l)
	}
	for _, lang := range []text.Language{text.Bulgarian, text.English} {
		paper(t, "sheet-"+string(lang)+".pdf", func() ([]byte, error) {
			return document.AttendanceSheet(paperProgramme, document.Sheet{
				Event: paperEvent, Lines: lines, Link: "https://t.me/partnerbot?start=in-t1-K7MQ2X", At: time.Date(2027, 3, 17, 9, 0, 0, 0, time.UTC),
			}, lang)
		})
	}
	paper(t, "sheet-empty.pdf", func() ([]byte, error) {
		return document.AttendanceSheet(paperProgramme, document.Sheet{Event: paperEvent}, text.Bulgarian)
	})
}

func TestCertificate(t *testing.T) {
	for name, who := range map[string]string{"short": "Мария Иванова", "long": "Екатерина-Александра Константинова Хаджидимитрова-Владигерова", "latin": "Jürgen Šimić-O’Neill", "odd": "Мария 🙂 Ѝ Ελλάδα\u200d"} {
		paper(t, "certificate-"+name+".pdf", func() ([]byte, error) {
			return document.CertificatePDF(paperProgramme, document.Certificate{
				Number: 17, Name: who, Organisation: "Народно читалище „Просвета 1927“", Event: paperEvent, At: time.Date(2027, 3, 19, 9, 0, 0, 0, time.UTC),
			}, text.Bulgarian)
		})
	}
}

func TestQR(t *testing.T) {
	picture, err := document.QR("https://t.me/partnerbot?start=in-training_negotiating-K7MQ2X")
	if err != nil {
		t.Fatal(err)
	}
	config, err := png.DecodeConfig(bytes.NewReader(picture))
	if err != nil || config.Width != config.Height || config.Width < 500 {
		t.Errorf("a picture of %d by %d: %v", config.Width, config.Height, err)
	}
}
