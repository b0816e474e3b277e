package programme_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// measured is a programme with a question of each sort that is counted.
func measured() *programme.Programme {
	p := *small
	one, five := 1.0, 5.0
	p.Survey = flows.Form{Name: "survey", Questions: []flows.Question{
		{Code: "needs", Kind: flows.Several, Text: text.Pair{BG: "Какво?"}, Choices: []flows.Choice{{Code: "a"}, {Code: "b"}, {Code: "c"}}},
		{Code: "mark", Kind: flows.Scale, Text: text.Pair{BG: "Колко добре?"}, Min: &one, Max: &five},
		{Code: "sum", Kind: flows.Money, Text: text.Pair{BG: "Колко?"}},
		{Code: "story", Kind: flows.LongText, Text: text.Pair{BG: "Разкажете"}},
	}}
	p.Matrix.Needs = "needs"
	return &p
}

// answers draws what an organisation says to each question, or that it says nothing.
func answers(t *rapid.T) map[string]flows.Answer {
	out := map[string]flows.Answer{}
	keep := func(code string, v flows.Value) {
		a := said(1, 1, v)
		switch rapid.SampledFrom([]string{"said", "said", "passed", "void", "draft", "nothing"}).Draw(t, code) {
		case "passed":
			a.Value = flows.Value{None: rapid.SampledFrom([]flows.None{flows.DontKnow, flows.Refusal, flows.SkippedIt}).Draw(t, "how")}
		case "void":
			a.Void = true
		case "draft":
			a = flows.Answer{Draft: &v}
		case "nothing":
			return
		}
		out[code] = a
	}
	keep("needs", flows.Value{Choices: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c", "gone", "unheard"}), 1, 4, rapid.ID[string]).Draw(t, "needs")})
	number := float64(rapid.IntRange(1, 6).Draw(t, "mark")) // 6: the scale was longer once
	keep("mark", flows.Value{Number: &number})
	cents := rapid.Int64Range(0, 30_000_000).Draw(t, "cents")
	keep("sum", flows.Value{Cents: &cents})
	keep("story", words("Разказ"))
	return out
}

// Every number of the results equals a recount of the records, and is as long as the
// list behind it.
func TestSurveyResultsEqualARecount(t *testing.T) {
	p := measured()
	records(t, func(tx *programme.Tx) {
		rapid.Check(t, func(t *rapid.T) {
			wipe(tx)
			tx.Wordings.Put(programme.WordingKey{Form: "survey", Question: "needs"}, programme.Wording{Kind: flows.Several, Choices: map[string]text.Pair{"gone": {BG: "Отпаднало"}}})
			recount := map[string]int{}
			sent, counted, sum := 0, 0, int64(0)
			for _, o := range anything(t, tx) {
				key := programme.ResponseKey{Survey: "survey", Organisation: o.ID}
				r, ok := tx.Responses.Get(key)
				if !ok {
					continue
				}
				r.Answers = answers(t)
				tx.Responses.Put(key, r)
				if o.Kind != programme.NGO || o.Standing != programme.InForce || !r.Settled() {
					continue
				}
				if counted++; !r.Sent.IsZero() {
					sent++
				}
				for code, a := range r.Answers {
					switch {
					case !a.Counts():
					case a.Value.None != "":
						recount[code+"/"+string(a.Value.None)]++
					default:
						recount[code]++
						for _, c := range a.Value.Choices {
							recount[code+"="+c]++
						}
						if a.Value.Number != nil {
							recount[fmt.Sprint(code, "=", *a.Value.Number)]++
						}
						if a.Value.Cents != nil {
							sum += *a.Value.Cents
						}
					}
				}
			}
			got := map[string]int{}
			for _, r := range programme.SurveyResults(tx, p, programme.Count(tx, p)) {
				q := r.Question.Code
				if len(r.Sent) != counted || len(r.Accepted) != counted-sent {
					t.Fatalf("%s: %d of %d are counted, %d of them accepted", q, len(r.Sent), counted, len(r.Accepted))
				}
				note := func(key string, n int) {
					if n > 0 {
						got[key] = n
					}
				}
				note(q, len(r.Answered))
				for _, one := range r.Passed {
					note(q+"/"+one.Choice.Code, len(one.Of))
				}
				for _, one := range r.Tallies {
					note(q+"="+one.Choice.Code, len(one.Of))
				}
				if f, ok := programme.FigureOf(tx, p, noon, programme.FigureQuestion, q); ok != programme.Charted(r.Question.Kind) {
					t.Fatalf("%s: a figure: %v", q, ok)
				} else {
					shown, want := 0, 0
					for _, bar := range append(append([]programme.FigureBar(nil), f.Bars...), f.Marks...) {
						shown += bar.N
					}
					for key, n := range recount {
						choice := strings.HasPrefix(key, q+"=") || q == "sum" && key == q // money is counted in ranges
						if passed := strings.HasPrefix(key, q+"/") && r.Question.Kind != flows.Scale; ok && (choice || passed) {
							want += n
						}
					}
					if shown != want {
						t.Fatalf("%s: the figure shows %d in all, want %d", q, shown, want)
					}
				}
				inRanges := 0
				for _, one := range r.Ranges() {
					inRanges += len(one.Of)
				}
				if inRanges != len(r.Numbers) {
					t.Fatalf("%s: %d of %d numbers are in a range", q, inRanges, len(r.Numbers))
				}
				if q == "sum" && int64(r.Sum()*100+0.5) != sum {
					t.Fatalf("%v euro, want %d cents", r.Sum(), sum)
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(recount) {
				t.Fatalf("results %v\nrecount %v", got, recount)
			}
			town, days := 0, 0
			for _, one := range programme.Count(tx, p).SentByTown(p) {
				town += len(one.Sent)
			}
			for _, one := range programme.Count(tx, p).SentOverTime(p) {
				days += len(one.Sent)
				if one.Total != days {
					t.Fatalf("total %d after %d", one.Total, days)
				}
			}
			if town != sent || days != sent {
				t.Fatalf("%d have sent: %d by municipality, %d over time", sent, town, days)
			}
		})
	})
}

// Choices that are gone are shown where somebody has made them, the ranking puts the most
// wanted first, and equals keep the order of the configuration.
func TestNeedsAreRanked(t *testing.T) {
	p := measured()
	records(t, func(tx *programme.Tx) {
		tx.Wordings.Put(programme.WordingKey{Form: "survey", Question: "needs"}, programme.Wording{Kind: flows.Several, Choices: map[string]text.Pair{"gone": {BG: "Отпаднало"}, "old": {BG: "Старо"}}})
		for i, chosen := range [][]string{{"b", "gone"}, {"b", "c"}, {"a", "b"}} {
			id := put(tx, programme.Organisation{Name: fmt.Sprint(i), Kind: programme.NGO})
			tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: id}, programme.Response{Begun: noon, Sent: noon,
				Answers: map[string]flows.Answer{"needs": said(1, 1, flows.Value{Choices: chosen})}})
		}
		r, ok := programme.NeedsResult(tx, p, programme.Count(tx, p))
		if !ok {
			t.Fatal("no needs")
		}
		var got []string
		for _, one := range r.Ranked() {
			got = append(got, fmt.Sprint(one.Choice.Code, len(one.Of)))
		}
		if s := strings.Join(got, " "); s != "b3 a1 c1 gone1" {
			t.Error(s)
		}
	})
}

func TestMeanAndMedian(t *testing.T) {
	for _, c := range []struct {
		numbers      []float64
		mean, median float64
	}{{nil, 0, 0}, {[]float64{4}, 4, 4}, {[]float64{1, 2, 6}, 3, 2}, {[]float64{1, 2, 4, 9}, 4, 3}} {
		r := programme.Result{}
		for _, n := range c.numbers {
			r.Numbers = append(r.Numbers, programme.Numbered{Number: n})
		}
		if r.Mean() != c.mean || r.Median() != c.median {
			t.Errorf("%v: mean %v, median %v", c.numbers, r.Mean(), r.Median())
		}
	}
}

func TestRanges(t *testing.T) {
	for _, c := range []struct {
		numbers []float64
		want    []string
	}{
		{nil, nil},
		{[]float64{0, 1, 4, 5, 10}, []string{"0–1:1", "1–2:1", "2–5:1", "5–10:1", "10–20:1"}},
		{[]float64{3, 45}, []string{"2–5:1", "5–10:0", "10–20:0", "20–50:1"}},
		{[]float64{-3, 0}, []string{"0–0:1", "0–1:1"}},
		{[]float64{7}, []string{"7–8:1"}},
		{[]float64{3, 4, 4}, []string{"3–4:1", "4–5:2"}},
		{[]float64{1011, 1450, 1901}, []string{"1000–1200:1", "1200–1400:0", "1400–1600:1", "1600–1800:0", "1800–2000:1"}},
		{[]float64{1, 250000}, []string{"1–10:1", "10–100:0", "100–1000:0", "1000–10000:0", "10000–100000:0", "100000–1e+06:1"}},
	} {
		r := programme.Result{}
		for _, n := range c.numbers {
			r.Numbers = append(r.Numbers, programme.Numbered{Number: n})
		}
		var got []string
		for _, one := range r.Ranges() {
			got = append(got, fmt.Sprintf("%v–%v:%d", one.From, one.To, len(one.Of)))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.numbers, got, c.want)
		}
	}
}

// A day is one of the place: what is sent late in the evening belongs to it.
func TestSentOverTimeByLocalDay(t *testing.T) {
	p := measured()
	p.Location = time.FixedZone("Sofia", 2*3600)
	records(t, func(tx *programme.Tx) {
		for i, at := range []time.Time{noon, noon.Add(11 * time.Hour), noon.Add(13 * time.Hour), noon.Add(72 * time.Hour)} {
			id := put(tx, programme.Organisation{Name: fmt.Sprint(i), Kind: programme.NGO})
			tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: id}, programme.Response{Begun: noon, Sent: at})
		}
		var got []string
		for _, day := range programme.Count(tx, p).SentOverTime(p) {
			got = append(got, fmt.Sprintf("%s +%d =%d", day.Day.Format("2.1."), len(day.Sent), day.Total))
		}
		if s := strings.Join(got, ", "); s != "3.2. +2 =2, 4.2. +1 =3, 6.2. +1 =4" {
			t.Error(s)
		}
	})
}
