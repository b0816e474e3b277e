package main

import (
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// readable checks what is on the screen: every text has the contrast that WCAG 2.2
// asks for (AA: 4.5 to 1, 3 to 1 for large ones), every control a name, and nothing
// sticks out at the side.
func (v *visitor) readable(step string) {
	v.Helper()
	const script = `(() => {
		const out = [];
		const rgba = (s) => (s.match(/[\d.]+/g) || []).map(Number);
		const over = (top, under) => { const a = top[3] ?? 1; return [0, 1, 2].map((i) => top[i] * a + under[i] * (1 - a)); };
		const ground = (e) => {
			const layers = [];
			for (; e; e = e.parentElement) {
				const c = rgba(getComputedStyle(e).backgroundColor);
				layers.push(c);
				if ((c[3] ?? 1) === 1) break;
				if (e.matches(".body")) { layers.push([198, 220, 184]); break; } // the wallpaper
			}
			return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
		};
		const light = (c) => { const l = c.map((x) => (x /= 255) <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4); return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };
		const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && e.getClientRects().length > 0;
		const walk = document.createTreeWalker(document.querySelector("dialog[open]") || document.body, NodeFilter.SHOW_TEXT);
		while (walk.nextNode()) {
			const e = walk.currentNode.parentElement;
			if (!walk.currentNode.data.trim() || !shown(e) || e.closest("option, [disabled], .spoiler, .sticker, noscript, script")) continue;
			const style = getComputedStyle(e), size = parseFloat(style.fontSize);
			const under = ground(e), text = over(rgba(style.color), under);
			const [a, b] = [light(text), light(under)].sort((x, y) => y - x);
			const ratio = (a + 0.05) / (b + 0.05);
			if (ratio < (size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5)) out.push("contrast " + ratio.toFixed(2) + ": " + walk.currentNode.data.trim().slice(0, 40));
		}
		for (const e of document.querySelectorAll("button, a[href], input, select, textarea")) {
			if (shown(e) && !(e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.length || e.querySelector("img[alt]"))) out.push("no name: " + e.outerHTML.slice(0, 90));
		}
		if (document.documentElement.scrollWidth > innerWidth) out.push("the page is wider than the window");
		return out;
	})()`
	wrong, err := chromedp.Run(v.ctx, chromedp.Evaluate[[]string](script))
	if err != nil {
		v.Fatal(err)
	}
	for _, w := range wrong {
		v.Errorf("%s: %s", step, w)
	}
}

// byKeyboard joins without a pointer: tabs to „Старт“, answers with Enter, writes,
// leaves a window with Escape.
func (v *visitor) byKeyboard(name string) {
	v.Helper()
	v.phone = name
	v.do(chromedp.Focus(`//*[@id="restart"]`))
	focused := func() string {
		s, err := chromedp.Run(v.ctx, chromedp.Evaluate[string](`(document.activeElement.closest("article")?.getAttribute("aria-label") || "") + " | " + (document.activeElement.getAttribute("aria-label") || document.activeElement.textContent)`))
		if err != nil {
			v.Fatal(err)
		}
		return s
	}
	tabTo := func(what string) {
		v.Helper()
		for range 60 {
			if s := focused(); strings.Contains(s, name) && strings.Contains(s, "| "+what) {
				return
			}
			v.do(chromedp.KeyEvent(kb.Tab))
		}
		v.Fatalf("no %q is reached by Tab in the phone of %s", what, name)
	}
	tabTo("Старт")
	v.do(chromedp.KeyEvent(kb.Enter))
	v.sees("Вие ли представлявате")
	v.do(chromedp.KeyEvent("да" + kb.Enter)) // the text has the focus
	v.sees("Давам съгласие")
	v.do(chromedp.KeyEvent(kb.ArrowUp)) // edits one's last message
	v.do(chromedp.WaitVisible(v.on(`//b[text()="Поправяне"]`)), chromedp.KeyEvent(kb.Escape))
	v.do(chromedp.WaitNotVisible(v.on(`//b[text()="Поправяне"]`)))
	v.do(chromedp.Focus(`//*[@id="restart"]`))
	tabTo("Давам съгласие")
	v.do(chromedp.KeyEvent(kb.Enter))
	v.sees("Как се казвате?")
	v.do(chromedp.Focus(`//*[@id="restart"]`))
	tabTo("Съобщения")
	v.do(chromedp.KeyEvent(kb.ArrowUp+kb.Enter), chromedp.WaitVisible(v.on(`//button[text()="Отговори"]`)))
	v.shot("keyboard")
	v.readable("keyboard")
	v.do(chromedp.KeyEvent(kb.Escape), chromedp.WaitNotVisible(v.on(`//button[text()="Отговори"]`)))
}
