package coordinator

import (
	"encoding/json"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// ChartJob is the kind of the job that draws a chart. Its Ref is the number of the file,
// its Input a ChartAsked, its Result a ChartMade.
const ChartJob = "chart"

// ChartAsked says which chart is to be made.
type ChartAsked struct {
	Kind programme.FigureKind `json:"kind"`
	Ref  string               `json:"ref,omitempty"`
}

// ChartMade is a chart that was made of the records at one moment.
type ChartMade struct {
	Size  int64    `json:"size,omitempty"`  // bytes
	Lines []string `json:"lines,omitempty"` // what stands in it, HTML; see ChartWords. Empty: there is no such thing any more
}

// chart has a chart made, once though it is asked for twice.
func (g *group) chart(refs []string) {
	asked := ChartAsked{Kind: programme.FigureKind(refs[0]), Ref: refs[1]}
	if !programme.HasFigure(g.tx, g.p, asked.Kind, asked.Ref) {
		g.toast(text.T("Това, за което е графиката, вече го няма.", "What the chart is of is no longer there."))
		return
	}
	if !programme.MakePicture(g.tx, g.Turn, ChartJob, "grafika-"+refs[0]+"-"+refs[1]+".png", asked) {
		g.Do(flows.Toast{Text: text.T("Тази графика вече се приготвя и след малко е тук.", "This chart is being made already, and will be here shortly.").Plain(language)})
		return
	}
	g.Do(flows.Toast{Text: text.T("Приготвям графиката. След малко е тук.", "I am making the chart. It will be here shortly.").Plain(language)})
}

// chartMade shows it in the group, with its numbers below: what has no room there
// follows as a message.
func (g *group) chartMade(w flows.Finished) {
	id, file, ok := programme.FileOfJob(g.tx, w.Ref)
	if !ok {
		return // who asked for it was erased
	}
	var made ChartMade
	if w.Error != "" || json.Unmarshal(w.Result, &made) != nil || len(made.Lines) == 0 {
		g.tx.Files.Delete(id)
		said := text.T("Графиката не стана: при нас нещо се обърка. Моля, натиснете бутона пак.", "The chart failed: something went wrong on our side. Please press the button again.")
		if w.Error == "" {
			said = text.T("Това, за което е графиката, вече го няма. Другите са в /stats, „Графики“.", "What the chart is of is no longer there. The others are under /stats, “Charts”.")
		}
		g.tell(said)
		return
	}
	caption, rest := captioned(made.Lines)
	g.Do(flows.Say{To: flows.Group, HTML: caption, File: programme.FileMade(g.tx, id, file, made.Size)})
	for _, part := range rest {
		g.Do(flows.Say{To: flows.Group, HTML: part})
	}
}

// captioned is as many lines as a caption holds, and the messages with the rest.
func captioned(lines []string) (caption string, rest []string) {
	for n := len(lines); n > 0; n-- {
		caption = joined(lines[:n])
		if n < len(lines) {
			caption += "\n" + text.T("Останалото е в следващото съобщение.", "The rest is in the next message.").HTML(language)
		}
		if text.Length(caption) > captionLimit {
			continue
		}
		if n < len(lines) {
			rest = text.Split(joined(lines[n:]), textLimit)
		}
		return caption, rest
	}
	parts := text.Split(joined(lines), captionLimit) // a title longer than a caption
	return parts[0], parts[1:]
}
