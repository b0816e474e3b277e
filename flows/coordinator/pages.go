package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/text"
)

// view is the page of a long list that is shown: lists are turned in place.
type view struct {
	page, pages int // from 0, and how many there are
	from, to    int // which entries stand on it
}

// viewOf is the page of so many entries, shown so many at a time, or the nearest that
// there is.
func viewOf(entries, shown, page int) view {
	pages := max(1, (entries+shown-1)/shown)
	page = max(0, min(page, pages-1))
	return view{page: page, pages: pages, from: page * shown, to: min(entries, (page+1)*shown)}
}

// titled says behind the title which page it is, where there are several.
func (v view) titled(title text.Phrase) text.Phrase {
	if v.pages == 1 {
		return title
	}
	return text.T("%s, страница %d от %d", "%s, page %d of %d").With(title, v.page+1, v.pages)
}

// words are the same as a line of its own; empty where there is one page.
func (v view) words() text.Phrase {
	if v.pages == 1 {
		return text.Phrase{}
	}
	return text.T("Страница %d от %d", "Page %d of %d").With(v.page+1, v.pages)
}

// taps lead to the pages before and after.
func (v view) taps(to func(label text.Phrase, page int) flows.Tap) []flows.Tap {
	var row []flows.Tap
	if v.page > 0 {
		row = append(row, to(text.T("‹ Предишни", "‹ Earlier ones"), v.page-1))
	}
	if v.page < v.pages-1 {
		row = append(row, to(text.T("Следващи ›", "Next ones ›"), v.page+1))
	}
	return row
}
