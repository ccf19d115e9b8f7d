// The pages of a set, made to sort, filter, search and follow. Without this script every page is whole and readable.
(() => {
  'use strict';
  const all = (query, from = document) => Array.from(from.querySelectorAll(query));
  const collator = new Intl.Collator(document.documentElement.lang || 'en', { numeric: true, sensitivity: 'base' });
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  const make = (tag, properties = {}, ...inner) => {
    const one = Object.assign(document.createElement(tag), properties);
    one.append(...inner);
    return one;
  };

  // what is chosen stands in the address of the page, so that it can be handed on
  const read = () => new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : '');
  const keep = (chosen) => {
    const text = chosen.toString();
    const address = text ? '#' + text : location.pathname.split('/').pop() + location.search;
    try {
      history.replaceState(null, '', address);
    } catch {
      location.hash = text;
    }
  };

  // tables sort by any column: up, down, and back to the order of the document
  const value = (row, at) => {
    const cell = row.cells[at];
    if (!cell) return '';
    return cell.dataset.k === undefined ? cell.textContent.trim() : Number(cell.dataset.k);
  };
  const compare = (a, b) => {
    const numbers = [typeof a === 'number', typeof b === 'number'];
    if (numbers[0] && numbers[1]) return a - b;
    if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
    return collator.compare(a, b);
  };
  const sortable = (table, changed) => {
    const heads = all('thead th', table);
    const body = table.tBodies[0];
    const first = Array.from(body.rows);
    const apply = (at, way) => {
      heads.forEach((head, place) => head.setAttribute('aria-sort', place === at && way ? (way > 0 ? 'ascending' : 'descending') : 'none'));
      const keyed = first.map((row, place) => ({ row, place, key: way ? value(row, at) : '' }));
      keyed.sort((a, b) => {
        // an empty cell says nothing, whichever way one looks
        const empty = (a.key === '') - (b.key === '');
        return empty || way * compare(a.key, b.key) || a.place - b.place;
      });
      body.append(...keyed.map((one) => one.row));
    };
    heads.forEach((head, at) => {
      const button = make('button', { type: 'button', className: 'sort' });
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute('aria-sort', 'none');
      button.addEventListener('click', () => {
        const way = { none: 1, ascending: -1, descending: 0 }[head.getAttribute('aria-sort')];
        apply(at, way);
        if (changed) changed(way ? (way < 0 ? '-' : '') + (head.dataset.key || '') : '');
      });
    });
    return (text) => {
      const at = heads.findIndex((head) => head.dataset.key === text.replace(/^-/, ''));
      apply(at, at < 0 ? 0 : text.startsWith('-') ? -1 : 1);
    };
  };

  // registers have filters, a search box, a choice of columns and a count
  const register = (tools) => {
    const table = document.getElementById(tools.dataset.for);
    const heads = all('thead th', table);
    const rows = Array.from(table.tBodies[0].rows);
    const box = tools.querySelector('input[type=search]');
    const selects = all('select', tools);
    const shows = all('input[type=checkbox]', tools);
    const count = tools.querySelector('[role=status]');
    let chosen = read();
    const sort = sortable(table, (text) => {
      if (text) chosen.set('sort', text);
      else chosen.delete('sort');
      keep(chosen);
    });
    const column = (key) => heads.findIndex((head) => head.dataset.key === key);
    const holds = (row, at, wanted) => {
      const cell = row.cells[at];
      const items = all('.it', cell);
      return (items.length ? items : [cell]).some((one) => one.textContent.trim().replace(/\s+/g, ' ') === wanted);
    };
    const apply = () => {
      const words = plain(chosen.get('q') || '').split(/\s+/).filter(Boolean);
      const filters = Array.from(chosen).filter(([key]) => column(key) >= 0).map(([key, wanted]) => [column(key), wanted]);
      let shown = 0;
      for (const row of rows) {
        const text = words.length ? plain(Array.from(row.cells).filter((cell) => !cell.hidden).map((cell) => cell.textContent).join(' ')) : '';
        const stays = words.every((word) => text.includes(word)) && filters.every(([at, wanted]) => holds(row, at, wanted));
        row.hidden = !stays;
        shown += stays ? 1 : 0;
      }
      tools.classList.toggle('active', shown < rows.length);
      count.textContent = fill(count.dataset.say, { shown, all: rows.length });
    };
    const columns = () => {
      for (const show of shows) {
        const at = column(show.value);
        heads[at].hidden = !show.checked;
        for (const row of rows) row.cells[at].hidden = !show.checked;
      }
    };
    const load = () => {
      chosen = read();
      box.value = chosen.get('q') || '';
      for (const select of selects) {
        select.value = chosen.get(select.dataset.key) || '';
        if (select.selectedIndex < 0) select.selectedIndex = 0;
        if (select.value && select.closest('details')) select.closest('details').open = true;
      }
      const more = (chosen.get('columns') || '').split(' ').filter(Boolean);
      for (const show of shows) show.checked = more.includes(show.value) !== show.defaultChecked;
      columns();
      sort(chosen.get('sort') || '');
      apply();
    };
    const set = (key, text) => {
      if (text) chosen.set(key, text);
      else chosen.delete(key);
      keep(chosen);
      apply();
    };
    box.addEventListener('input', () => set('q', box.value.trim()));
    for (const select of selects) select.addEventListener('change', () => set(select.dataset.key, select.value));
    for (const show of shows) {
      show.addEventListener('change', () => {
        columns();
        set('columns', shows.filter((one) => one.checked !== one.defaultChecked).map((one) => one.value).join(' '));
      });
    }
    tools.querySelector('button').addEventListener('click', () => {
      chosen = new URLSearchParams();
      keep(chosen);
      load();
      box.focus();
    });
    addEventListener('hashchange', () => {
      if (!location.hash || location.hash.includes('=')) load();
    });
    tools.hidden = false;
    load();
  };

  // on a map, whoever is looked at shows what it receives and whom it serves
  const live = (map) => {
    const steps = all('.step', map);
    const flows = all('.flow', map).map((one) => ({ one, from: one.dataset.from.split(' '), to: one.dataset.to.split(' ') }));
    let fixed = null;
    const light = (id) => {
      const near = new Set([id]);
      for (const { one, from, to } of flows) {
        const on = from.includes(id) || to.includes(id);
        one.classList.toggle('on', on);
        if (from.includes(id)) to.forEach((name) => near.add(name));
        if (to.includes(id)) from.forEach((name) => near.add(name));
      }
      for (const step of steps) {
        step.classList.toggle('on', near.has(step.dataset.id));
        step.classList.toggle('here', step.dataset.id === id);
      }
      map.classList.toggle('lit', id !== null);
    };
    const focused = () => {
      const step = document.activeElement && document.activeElement.closest('.step');
      return step && map.contains(step) ? step.dataset.id : fixed;
    };
    map.addEventListener('pointerover', (event) => {
      const step = event.target.closest('.step');
      light(step ? step.dataset.id : focused());
    });
    map.addEventListener('pointerleave', () => light(focused()));
    map.addEventListener('focusin', () => light(focused()));
    map.addEventListener('focusout', () => light(fixed));
    const at = () => {
      fixed = read().get('at');
      if (!steps.some((step) => step.dataset.id === fixed)) fixed = null;
      light(fixed);
    };
    addEventListener('hashchange', at);
    at();
  };

  // the search goes through the texts of all documents, which stand in its page
  const search = (tools) => {
    const places = JSON.parse(document.getElementById('places').textContent);
    const entries = places.sections.map(([at, anchor, heading, text]) => {
      const [title, address] = places.documents[at];
      return { title, address: address + (anchor ? '#' + encodeURI(anchor) : ''), heading, text, find: plain((heading || title) + ' ' + text), head: plain(heading || title) };
    });
    const box = tools.querySelector('input');
    const count = tools.querySelector('[role=status]');
    const found = document.getElementById('found');
    const list = document.getElementById('all');
    const snippet = (text, words) => {
      // letters with marks are as long as those without, so places agree
      const folded = text.normalize('NFC').replace(/./gsu, (letter) => (plain(letter).length === letter.length ? plain(letter) : letter));
      const places = words.map((word) => folded.indexOf(word)).filter((place) => place >= 0);
      const composed = text.normalize('NFC');
      const near = Math.max(0, Math.min(...(places.length ? places : [0])) - 60);
      // from word to word
      const from = near && composed.indexOf(' ', near) + 1;
      const cut = composed.lastIndexOf(' ', from + 220);
      const end = from + 220 < composed.length && cut > from ? cut : Math.min(from + 220, composed.length);
      const part = composed.slice(from, end);
      const out = make('p', {}, from > 0 ? '… ' : '');
      let at = 0;
      while (at < part.length) {
        const next = words
          .map((word) => ({ place: folded.slice(from, end).indexOf(word, at), length: word.length }))
          .filter((one) => one.place >= 0)
          .sort((a, b) => a.place - b.place || b.length - a.length)[0];
        if (!next) break;
        out.append(part.slice(at, next.place), make('mark', {}, part.slice(next.place, next.place + next.length)));
        at = next.place + next.length;
      }
      out.append(part.slice(at), end < composed.length ? ' …' : '');
      return out;
    };
    const run = () => {
      const words = plain(box.value).split(/\s+/).filter(Boolean);
      found.replaceChildren();
      list.hidden = words.length > 0;
      if (!words.length) {
        count.textContent = '';
        return;
      }
      const hits = entries
        .filter((one) => words.every((word) => one.find.includes(word)))
        .map((one, place) => ({ one, place, rank: words.filter((word) => one.head.includes(word)).length }))
        .sort((a, b) => b.rank - a.rank || a.place - b.place);
      for (const { one } of hits.slice(0, 60)) {
        const link = make('a', { href: one.address }, one.heading || one.title);
        found.append(make('li', {}, link, make('span', { className: 'in' }, one.heading ? one.title : ''), snippet(one.text, words)));
      }
      count.textContent = fill(hits.length > 60 ? count.dataset.many : count.dataset.say, { count: hits.length, shown: Math.min(hits.length, 60) });
    };
    box.addEventListener('input', () => {
      keep(new URLSearchParams(box.value.trim() ? { q: box.value.trim() } : {}));
      run();
    });
    const load = () => {
      box.value = read().get('q') || '';
      run();
    };
    addEventListener('hashchange', load);
    tools.hidden = false;
    load();
    box.focus();
  };

  // on paper nothing is folded, also in browsers whose style sheets cannot open it
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = all('.finding > details:not([open])');
    for (const one of opened) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of opened) one.open = false;
  });
  // whoever is led to a kind of findings came to read them
  const unfold = () => {
    const head = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = head && head.parentElement.matches('.finding') && head.parentElement.querySelector('details');
    if (folded) folded.open = true;
  };
  addEventListener('hashchange', unfold);
  unfold();

  all('.tools').forEach(register);
  all('table[data-sort]').forEach((table) => sortable(table));
  all('svg.live').forEach(live);
  all('.search').forEach(search);
})();
