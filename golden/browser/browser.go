// Package browser gives tests a real Chromium without a window, spoken to over the
// pipe of its DevTools protocol, so that no port and no library is needed.
// https://chromedevtools.github.io/devtools-protocol/
package browser

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long an answer of the browser may take.
const patience = 60 * time.Second

// Browser is a running Chromium.
type Browser struct {
	in *os.File

	mu      sync.Mutex
	last    int
	waiting map[int]chan answer
	pages   map[string]*Page // by session
	gone    error
}

// answer is what the browser says to a call.
type answer struct {
	Result json.RawMessage
	Error  *struct{ Message string }
}

// Page is a tab.
type Page struct {
	t       testing.TB
	browser *Browser
	session string

	mu       sync.Mutex
	requests []string
	messages []string
	loaded   chan struct{}
}

// Start starts a browser for the test. Without one the test is skipped, with CI=true too: machines
// that build need no browser, and the page is the same on all of them.
func Start(t testing.TB) *Browser {
	t.Helper()
	binary := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			binary = path
			break
		}
	}
	if binary == "" {
		t.Skip("no Chromium to open the page in")
	}
	theirIn, in := pipe(t)
	out, theirOut := pipe(t)
	args := []string{"--headless=new", "--remote-debugging-pipe", "--user-data-dir=" + t.TempDir(), "--no-first-run", "--disable-gpu",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "about:blank"}
	if os.Getuid() == 0 { // Chromium refuses its sandbox to root
		args = append([]string{"--no-sandbox"}, args...)
	}
	cmd := exec.Command(binary, args...)
	cmd.ExtraFiles = []*os.File{theirIn, theirOut} // 3 and 4
	if err := cmd.Start(); err != nil {
		t.Skipf("Chromium does not start: %v", err)
	}
	theirIn.Close()
	theirOut.Close()
	b := &Browser{in: in, waiting: map[int]chan answer{}, pages: map[string]*Page{}}
	done := make(chan struct{})
	go func() { b.listen(out); close(done) }()
	t.Cleanup(func() {
		b.call("", "Browser.close", nil) // an error means that it is gone already
		in.Close()
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			cmd.Process.Kill()
		}
		cmd.Wait()
	})
	if _, err := b.call("", "Browser.getVersion", nil); err != nil {
		t.Skipf("Chromium does not answer: %v", err)
	}
	return b
}

func pipe(t testing.TB) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); w.Close() })
	return r, w
}

// call sends a command and waits for its answer.
func (b *Browser) call(session, method string, params any) (json.RawMessage, error) {
	got := make(chan answer, 1)
	b.mu.Lock()
	if b.gone != nil {
		b.mu.Unlock()
		return nil, b.gone
	}
	b.last++
	id := b.last
	b.waiting[id] = got
	message := map[string]any{"id": id, "method": method}
	if params != nil {
		message["params"] = params
	}
	if session != "" {
		message["sessionId"] = session
	}
	text, err := json.Marshal(message)
	if err == nil {
		_, err = b.in.Write(append(text, 0))
	}
	b.mu.Unlock()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", method, err)
	}
	select {
	case a, open := <-got:
		switch {
		case !open:
			return nil, fmt.Errorf("%s: the browser has ended", method)
		case a.Error != nil:
			return nil, fmt.Errorf("%s: %s", method, a.Error.Message)
		}
		return a.Result, nil
	case <-time.After(patience):
		return nil, fmt.Errorf("%s: no answer", method)
	}
}

// listen reads what the browser says until it ends.
func (b *Browser) listen(out *os.File) {
	r := bufio.NewReaderSize(out, 1<<20)
	for {
		text, err := r.ReadBytes(0)
		if err != nil {
			b.mu.Lock()
			b.gone = err
			for _, ch := range b.waiting {
				close(ch)
			}
			b.waiting = nil
			b.mu.Unlock()
			return
		}
		var m struct {
			ID        int
			SessionID string
			Method    string
			Params    json.RawMessage
			answer
		}
		if json.Unmarshal(text[:len(text)-1], &m) != nil {
			continue // the protocol is JSON; anything else is no answer to us
		}
		b.mu.Lock()
		ch, page := b.waiting[m.ID], b.pages[m.SessionID]
		delete(b.waiting, m.ID)
		b.mu.Unlock()
		switch {
		case m.ID != 0 && ch != nil:
			ch <- m.answer
		case page != nil:
			page.event(m.Method, m.Params)
		}
	}
}

// Open opens an address in a new tab and waits until it is loaded.
func (b *Browser) Open(t testing.TB, url string) *Page {
	t.Helper()
	p := &Page{t: t, browser: b, loaded: make(chan struct{}, 16)}
	var target struct{ TargetID string }
	p.must(&target, "Target.createTarget", map[string]any{"url": "about:blank"})
	var attached struct{ SessionID string }
	p.must(&attached, "Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true})
	p.session = attached.SessionID
	b.mu.Lock()
	b.pages[p.session] = p
	b.mu.Unlock()
	for _, domain := range []string{"Page", "Runtime", "Network", "Log"} {
		p.must(nil, domain+".enable", nil)
	}
	p.Go(url)
	return p
}

// Go leads the tab to an address and waits until it is loaded.
func (p *Page) Go(url string) {
	p.t.Helper()
	p.must(nil, "Page.navigate", map[string]any{"url": url})
	select {
	case <-p.loaded:
	case <-time.After(patience):
		p.t.Fatalf("%s is not loaded", url)
	}
}

// must calls a method of the protocol and reads its answer into result, which may be nil.
func (p *Page) must(result any, method string, params any) {
	p.t.Helper()
	text, err := p.browser.call(p.session, method, params)
	if err == nil && result != nil {
		err = json.Unmarshal(text, result)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// event keeps what the page asks for and complains of.
func (p *Page) event(method string, params json.RawMessage) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch method {
	case "Page.loadEventFired":
		p.loaded <- struct{}{}
	case "Network.requestWillBeSent":
		var e struct{ Request struct{ URL string } }
		if json.Unmarshal(params, &e) == nil {
			p.requests = append(p.requests, e.Request.URL)
		}
	case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening":
		p.messages = append(p.messages, method+" "+string(params))
	}
}

// Requests are the addresses that the tab has asked for so far, Messages what it has written to its
// console, and dialogs.
func (p *Page) Requests() []string { return p.kept(&p.requests) }

// Messages: see Requests.
func (p *Page) Messages() []string { return p.kept(&p.messages) }

func (p *Page) kept(list *[]string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string{}, *list...)
}

// Eval is the value of an expression of JavaScript in the page, as JSON has it.
func (p *Page) Eval(expression string) any {
	p.t.Helper()
	var r struct {
		Result           struct{ Value any }
		ExceptionDetails *struct {
			Text      string
			Exception struct{ Description string }
		}
	}
	p.must(&r, "Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true})
	if e := r.ExceptionDetails; e != nil {
		p.t.Fatalf("%s: %s %s", expression, e.Text, e.Exception.Description)
	}
	return r.Result.Value
}

// Key presses a key: a character, or a name such as "Escape" and "Tab".
func (p *Page) Key(key string) {
	p.t.Helper()
	down := map[string]any{"type": "keyDown", "key": key}
	switch {
	case len(key) == 1:
		down["text"] = key
	case key == "Tab":
		down["windowsVirtualKeyCode"] = 9
	case key == "Enter":
		down["windowsVirtualKeyCode"], down["text"] = 13, "\r"
	}
	p.must(nil, "Input.dispatchKeyEvent", down)
	p.must(nil, "Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": key})
}

// Type types a text.
func (p *Page) Type(text string) {
	for _, c := range text {
		p.Key(string(c))
	}
}

// Look sets the width of the window and the colour scheme of the system, "light" or "dark".
func (p *Page) Look(width, height int, scheme string) {
	p.t.Helper()
	p.must(nil, "Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false})
	p.must(nil, "Emulation.setEmulatedMedia", map[string]any{"features": []map[string]any{{"name": "prefers-color-scheme", "value": scheme}}})
}

// Print sets the style for paper, or back.
func (p *Page) Print(on bool) {
	p.t.Helper()
	media := ""
	if on {
		media = "print"
	}
	p.must(nil, "Emulation.setEmulatedMedia", map[string]any{"media": media})
}

// Scripts lets scripts of the next page run, or not.
func (p *Page) Scripts(on bool) {
	p.t.Helper()
	p.must(nil, "Emulation.setScriptExecutionDisabled", map[string]any{"value": !on})
}

// Screenshot writes a picture of the window, or of all of the page, as a PNG.
func (p *Page) Screenshot(file string, whole bool) {
	p.t.Helper()
	var shot struct{ Data string }
	p.must(&shot, "Page.captureScreenshot", map[string]any{"format": "png", "captureBeyondViewport": whole, "fromSurface": true})
	png, err := base64.StdEncoding.DecodeString(shot.Data)
	if err == nil {
		err = os.WriteFile(file, png, 0o644)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// FileURL is the address of a file.
func FileURL(path string) string { return "file://" + strings.ReplaceAll(path, " ", "%20") }
