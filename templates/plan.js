'use strict';
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  root.classList.add('js');

  // Light or dark: what the reader chose, else what the system says.
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const stored = { get() { try { return localStorage.getItem('sqlplan-theme'); } catch { return null; } },
                   set(v) { try { localStorage.setItem('sqlplan-theme', v); } catch { /* a page of its own may keep nothing */ } } };
  if (stored.get()) root.dataset.theme = stored.get();
  const toggle = () => {
    const now = root.dataset.theme || (dark.matches ? 'dark' : 'light');
    root.dataset.theme = now === 'dark' ? 'light' : 'dark';
    stored.set(root.dataset.theme);
  };
  document.getElementById('theme').addEventListener('click', toggle);

  // The filter. An item is shown if all that is chosen fits.
  const form = document.getElementById('filter');
  const q = document.getElementById('q'), table = document.getElementById('table'), rev = document.getElementById('rev');
  const shown = document.getElementById('shown');
  const items = all('[data-item]').map((element) => ({
    element, kind: element.dataset.item, text: element.textContent.toLowerCase(),
    revs: (element.dataset.rev || '').split(' '), tables: (element.dataset.tables || '').split('\n'), sevs: (element.dataset.sev || '').split(' '),
  }));
  const fits = (item, words, sevs) =>
    words.every((word) => item.text.includes(word)) &&
    (!sevs.length || !('sev' in item.element.dataset) || sevs.some((sev) => item.sevs.includes(sev))) &&
    (!table.value || !('tables' in item.element.dataset) || item.tables.includes(table.value)) &&
    (!rev.value || !('rev' in item.element.dataset) || item.revs.includes(rev.value));
  const apply = () => {
    const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const sevs = all('input[name=sev]:checked', form).map((box) => box.value);
    const on = words.length > 0 || sevs.length > 0 || table.value !== '' || rev.value !== '';
    const count = { statement: [0, 0], finding: [0, 0] };
    for (const item of items) {
      const fit = !on || fits(item, words, sevs);
      if (item.kind === 'revision') item.element.classList.toggle('faint', on && rev.value !== '' && !item.revs.includes(rev.value));
      else item.element.hidden = !fit;
      if (count[item.kind]) { count[item.kind][1]++; if (fit) count[item.kind][0]++; }
    }
    for (const section of all('.revision')) section.hidden = on && !section.querySelector('[data-item]:not([hidden])');
    for (const body of all('#ledger tbody')) body.hidden = on && !body.querySelector('[data-item]:not([hidden])');
    for (const list of all('details.ignored')) list.hidden = on && !list.querySelector('[data-item]:not([hidden])');
    const part = ([some, whole], one, many) => `${some} of ${whole} ${whole === 1 ? one : many}`;
    shown.textContent = on ? `${part(count.finding, 'finding', 'findings')}, ${part(count.statement, 'statement', 'statements')}` : '';
  };
  const clear = () => { form.reset(); apply(); };
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));

  // A link to something that the filter hides shows everything again.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest('[hidden]')) clear();
    const folded = target.closest('details:not([open])');
    if (folded) folded.open = true;
    target.scrollIntoView();
  };
  window.addEventListener('hashchange', reveal);
  if (location.hash) reveal();

  // Copy what stands beside the button.
  const copy = async (text) => {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* not a secure context: the old way */ }
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  };
  for (const button of all('button.copy')) {
    button.addEventListener('click', async () => {
      const done = await copy(button.parentElement.querySelector('pre').textContent);
      button.textContent = done ? 'Copied' : 'Not copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    });
  }

  // Keys, while nothing is being typed.
  const step = (by) => {
    const list = all('#findings [data-item=finding]').filter((element) => !element.closest('[hidden], details:not([open])'));
    if (!list.length) return;
    const at = list.findIndex((element) => '#' + element.id === location.hash);
    location.hash = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length].id;
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') { clear(); if (form.contains(document.activeElement)) document.activeElement.blur(); return; }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    const act = { '/': () => { q.focus(); q.select(); }, n: () => step(1), p: () => step(-1), d: toggle }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  window.addEventListener('beforeprint', () => { for (const folded of all('details')) folded.open = true; });
})();
