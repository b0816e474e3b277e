package coordinator_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/coordinator"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// chartJob is the chart that is being made; false: none is.
func (o *office) chartJob() (flows.Job, bool) {
	o.t.Helper()
	jobs, err := o.store.Jobs()
	if err != nil || len(jobs) > 1 {
		o.t.Fatalf("%d jobs, error %v", len(jobs), err)
	}
	if len(jobs) == 0 {
		return flows.Job{}, false
	}
	return jobs[0], true
}

// chartEnds is what the worker brings.
func (o *office) chartEnds(made coordinator.ChartMade, failed string) []flows.Row {
	o.t.Helper()
	job, ok := o.chartJob()
	if !ok {
		o.t.Fatal("no chart is being made")
	}
	result, err := json.Marshal(made)
	if err != nil {
		o.t.Fatal(err)
	}
	id, err := flows.ParseFileID(job.Work.Ref)
	if err != nil {
		o.t.Fatal(err)
	}
	if made.Size > 0 {
		if _, err := o.store.KeepFile(id, strings.NewReader("PNG")); err != nil {
			o.t.Fatal(err)
		}
	}
	return o.apply(flows.Update{Job: job.ID, Input: flows.Input{Person: job.Person, What: flows.Finished{Kind: coordinator.ChartJob, Ref: job.Work.Ref, Result: result, Error: failed}}})
}

// A chart that is asked for twice is made once, until it has come; then it can be asked
// for again.
func TestChartIsMadeOnce(t *testing.T) {
	o := newOffice(t)
	if rows := o.press("g:chart:towns:-"); len(rows) != 0 || !strings.Contains(o.toast, "Приготвям") {
		t.Errorf("%q, toast %q", words(rows), o.toast)
	}
	job, ok := o.chartJob()
	if !ok || job.Work.Shown == nil || *job.Work.Shown != flows.Group {
		t.Fatalf("%+v", job)
	}
	o.press("g:chart:towns:-")
	if again, _ := o.chartJob(); again.ID != job.ID || !strings.Contains(o.toast, "вече се приготвя") {
		t.Errorf("job %d after %d, toast %q", again.ID, job.ID, o.toast)
	}
	rows := o.chartEnds(coordinator.ChartMade{Size: 3, Lines: []string{"<b>По общини</b>", "28 от 35"}}, "")
	if len(rows) != 1 || rows[0].To() != flows.Group || rows[0].Say.File == nil || rows[0].Say.File.Kind != flows.Photo || rows[0].Say.HTML != "<b>По общини</b>\n28 от 35" {
		t.Fatalf("%+v", rows)
	}
	if o.press("g:chart:towns:-"); !strings.Contains(o.toast, "вече се приготвя") {
		t.Errorf("it is not there yet, toast %q", o.toast)
	}
	o.deliver(rows, flows.Sent)
	if o.press("g:chart:towns:-"); !strings.Contains(o.toast, "Приготвям") {
		t.Errorf("it is there, toast %q", o.toast)
	}
}

// What has no room below the picture follows, and no line is lost.
func TestChartWithManyNumbers(t *testing.T) {
	for _, lines := range []int{1, 20, 200} {
		o := newOffice(t)
		o.press("g:chart:time:-")
		made := coordinator.ChartMade{Size: 3, Lines: []string{"<b>Заглавие</b>"}}
		for i := range lines {
			made.Lines = append(made.Lines, fmt.Sprintf("• Възможност с доста дълъг надпис номер %d: %d от 35", i, i))
		}
		rows := o.chartEnds(made, "")
		if n := text.Length(rows[0].Say.HTML); n > 1024 {
			t.Errorf("a caption of %d letters", n)
		}
		said := words(rows)
		for _, line := range made.Lines {
			if !strings.Contains(said+"\n", text.StripTags(line)+"\n") {
				t.Errorf("%d lines: %q is lost", lines, line)
			}
		}
		if more := strings.Contains(rows[0].Say.HTML, "следващото"); more != (len(rows) > 1) || more != (lines > 15) {
			t.Errorf("%d lines: %d messages, the caption says more: %v", lines, len(rows), more)
		}
	}
}

// A chart that fails, or is of something that is gone, leaves no file and says so.
func TestChartFails(t *testing.T) {
	for failed, want := range map[string]string{"fell over": "при нас нещо се обърка", "": "вече го няма"} {
		o := newOffice(t)
		o.press("g:chart:towns:-")
		if rows := o.chartEnds(coordinator.ChartMade{}, failed); len(rows) != 1 || !strings.Contains(words(rows), want) {
			t.Errorf("%q", words(rows))
		}
		o.records(func(tx *programme.Tx) {
			for id := range tx.Files.All() {
				t.Errorf("file %d is left", id)
			}
		})
	}
	o := newOffice(t)
	for _, data := range []string{"g:chart:question:none", "g:chart:question:a", "g:chart:needs:-", "g:chart:rated:none", "g:chart:what:-"} {
		if o.press(data); !strings.Contains(o.toast, "вече го няма") {
			t.Errorf("%s: toast %q", data, o.toast)
		}
		if _, ok := o.chartJob(); ok {
			t.Errorf("%s makes a chart", data)
		}
	}
}

// The caption has every number of the figure, and of few people none.
func TestChartWords(t *testing.T) {
	bg := func(s string) text.Localised { return text.Pair{BG: s} }
	bar := func(label string, n, of int) programme.FigureBar {
		return programme.FigureBar{Label: bg(label), N: n, Of: of}
	}
	share := func(label string, n, of int) programme.FigureBar {
		return programme.FigureBar{Label: bg(label), N: n, Of: of, Share: true}
	}
	day := func(d int) programme.SentOn { return programme.SentOn{Day: morning.AddDate(0, 0, d), Total: d + 1} }
	var long []programme.SentOn
	for d := range 60 {
		long = append(long, day(d))
	}
	for _, c := range []struct {
		f    programme.Figure
		want string
	}{
		{programme.Figure{Bars: []programme.FigureBar{share("Пари", 14, 25), bar("не знам", 2, 28)}}, "• Пари: 14 от 25 (56 %)\n• не знам: 2 от 28"},
		{programme.Figure{Bars: []programme.FigureBar{bar("Русе", 3, 4), bar("Бяла", 0, 0)}}, "• Русе: 3 от 4\n• Бяла: няма НПО"},
		{programme.Figure{Marks: []programme.FigureBar{share("1", 1, 4), share("2", 3, 4)}, Low: text.Pair{BG: "зле"}}, "• 1 (зле): 1 от 4 (25 %)\n• 2: 3 от 4 (75 %)"},
		{programme.Figure{Days: []programme.SentOn{day(0), day(2)}, Goal: 35}, "• до 3 февруари: 1 от 35\n• до 5 февруари: 3 от 35"},
		{programme.Figure{Days: long}, "• до 7 февруари: 5\n• до 14 февруари: 12\n• до 21 февруари: 19\n• до 28 февруари: 26\n• до 7 март: 33\n• до 14 март: 40\n• до 21 март: 47\n• до 28 март: 54\n• до 3 април: 60"},
		{programme.Figure{Pairs: []programme.FigurePair{{Label: bg("Колко?"), People: 12, Before: 2.5, After: 4, Better: 9}}},
			"• Колко?\nпреди 2,5 – след 4; отговорили и двата пъти: 12, с по-висока оценка след това: 9"},
		{programme.Figure{Pairs: []programme.FigurePair{{Label: bg("Колко?"), People: 3, Before: 2.5, After: 4, Better: 2}}},
			"• Колко?\nотговорили и двата пъти: под 5 – твърде малко, за да се покаже оценката"},
	} {
		c.f.Title = text.Raw("Т")
		if got := strings.TrimPrefix(text.StripTags(strings.Join(coordinator.ChartWords(c.f), "\n")), "Т\n\n"); got != c.want {
			t.Errorf("%s\nwant\n%s", got, c.want)
		}
	}
	if morning.Weekday() != time.Wednesday {
		t.Error("the weeks above begin on another day")
	}
}
