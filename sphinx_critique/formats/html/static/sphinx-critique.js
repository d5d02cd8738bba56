/* Notes level with their lemmata, lit up with them, shown and hidden, stepped through, previewed,
   copied. Loaded in the head, so that they stand in their places when first painted. */

(() => {
  "use strict";

  const say = JSON.parse(document.currentScript.dataset.words);
  const NOTE = "aside.critique-annotation";
  const GROUP = ".critique-group-beside";
  const COLUMNS = ".critique-columns";
  const GAP = 14; // px between notes
  const LEAST = 9; // em that a folded note shows
  const WORTH = 4; // em that folding must save
  const WIDEST = 62; // em of a passage with its notes beside it
  const MARGIN = 24; // px to what stands beside the column of a theme
  const byId = (id) => document.getElementById(id);
  const targetOf = (hash) => {
    try {
      return hash ? byId(decodeURIComponent(hash.slice(1))) : null;
    } catch {
      return null; // No address of ours.
    }
  };
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  };
  const button = (name, text, act) => {
    const made = make("button", name, text);
    made.type = "button";
    if (act) made.addEventListener("click", act);
    return made;
  };

  // Written only where it differs.
  const set = ({ style }, name, value) => {
    return style.getPropertyValue(name) !== value && (style.setProperty(name, value), true);
  };

  // It runs as the words of the page do.
  const along = (made, words) => {
    made.dir = getComputedStyle(words).direction;
    return made;
  };

  document.documentElement.classList.add("critique-js");

  // What belongs to a note, by its id.

  const marks = new Map();
  const calls = new Map();

  function file(map, id, element) {
    if (!map.has(id)) map.set(id, []);
    map.get(id).push(element);
  }

  const called = (call) => call.closest("sup").dataset.critiqueNote;

  // Numbers and what cuts leave out are no text to other programs.

  const CUT = ".critique-cut-words";

  function hush(each) {
    each.dataset.critiqueShown = each.textContent;
    each.textContent = "";
  }

  function onToggle({ target }) {
    for (const words of all(`:scope > ${CUT}`, target)) {
      if (target.open) words.textContent = words.dataset.critiqueShown;
      else hush(words);
    }
  }

  // None over another: all is measured before anything is changed.

  const opened = new WeakSet();
  const known = new WeakMap(); // Sizes as last laid.

  function lay(columns) {
    const groups = [...columns].filter((each) => each && each.isConnected);
    for (const each of groups) for (const note of notesIn(each)) fold(note, null);
    groups.map(measured).forEach(settle);
  }

  const notesIn = (columns) => [...columns.lastElementChild.children].filter((each) => {
    return each.matches(NOTE) && !each.hidden;
  });

  let em = 0;
  const emOf = (columns) => (em ||= parseFloat(getComputedStyle(columns).fontSize));

  // Where each note would stand; folded only where, and as far as, it would push the next away.
  function measured(columns) {
    const figure = columns.firstElementChild;
    const box = figure.getBoundingClientRect();
    const beside = box.width < columns.getBoundingClientRect().width * 0.9;
    const notes = notesIn(columns).map((note) => {
      const [mark] = (beside && marks.get(note.id)) || [];
      const level = mark && figure.contains(mark) ? mark.getClientRects()[0].top - box.top : 0;
      return { note, level: beside ? level : null, height: note.offsetHeight, folded: null };
    });
    if (beside) plan(notes, emOf(columns));
    for (const { note, height } of notes) known.set(note, [note.offsetWidth, height]);
    known.set(figure, [figure.offsetWidth, figure.offsetHeight]);
    return { figure, sticks: beside && fits(columns, box.height), notes };
  }

  function plan(notes, unit) {
    let bottom = 0;
    for (const [place, each] of notes.entries()) {
      const top = Math.max(bottom ? bottom + GAP : 0, each.level);
      const next = notes[place + 1];
      const room = next ? Math.max(next.level - top - GAP, LEAST * unit) : Infinity;
      const pushes = each.height > room + WORTH * unit;
      const folds = pushes && next.level < top + each.height && !opened.has(each.note);
      bottom = top + (folds ? room : each.height);
      if (!folds) continue;
      const edges = each.height - parseFloat(getComputedStyle(each.note).height);
      [each.folded, each.height] = [room, Math.round(room) + Math.round(edges)];
    }
  }

  function settle({ figure, sticks, notes }) {
    figure.classList.toggle("critique-sticks", sticks);
    let bottom = 0;
    for (const { note, level, height, folded } of notes) {
      const down = level === null ? 0 : Math.max(bottom ? GAP : 0, level - bottom);
      fold(note, folded);
      set(note, "margin-top", level === null ? "" : `${Math.round(down * 100) / 100}px`);
      bottom += down + height;
    }
  }

  // A taller excerpt than the window could not be read to its end.
  const fits = (columns, height) => {
    return height > 0 && height < innerHeight - 120 && !isClipped(columns.closest(GROUP));
  };

  const clipping = new WeakMap();

  function isClipped({ parentElement: place }) {
    let each = clipping.get(place) || place;
    while (each !== document.body && getComputedStyle(each).overflowY === "visible") {
      each = each.parentElement;
    }
    clipping.set(place, each);
    return each !== document.body && each.scrollHeight <= each.clientHeight + 1;
  }

  function fold(note, height) {
    note.classList.toggle("critique-folded", height !== null);
    set(note, "--critique-height", height === null ? "" : `${height}px`);
    if (height !== null && !note.querySelector(":scope > .critique-unfold")) {
      const control = button("critique-unfold", say.more, () => show(note));
      control.setAttribute("aria-expanded", "false");
      note.append(control);
    }
  }

  function open(note) {
    for (let each = note; each; each = each.parentElement && each.parentElement.closest(NOTE)) {
      opened.add(each);
      const control = each.querySelector(":scope > .critique-unfold");
      if (control) control.remove();
      if (each.matches(".critique-folded")) lay([each.closest(COLUMNS)]);
    }
  }

  const sizes = new ResizeObserver((entries) => {
    const changed = entries.map(({ target }) => target).filter((each) => {
      const [width, height] = known.get(each) || [];
      const by = Math.abs(each.offsetWidth - width) + Math.abs(each.offsetHeight - height);
      return by > 1 && !each.hidden;
    });
    lay(new Set(changed.map((each) => each.closest(COLUMNS))));
  });

  // Lemmata and their notes light up together.

  let lit = [];

  function idsAt(target) {
    const ids = new Set();
    if (!(target instanceof Element)) return ids;
    const call = target.closest("a.critique-call");
    if (call) return ids.add(called(call));
    let mark = target.closest("mark[data-critique-note]");
    for (; mark; mark = mark.parentElement.closest("mark[data-critique-note]")) {
      ids.add(mark.dataset.critiqueNote);
    }
    const note = target.closest(NOTE);
    if (note && !ids.size) ids.add(note.id);
    return ids;
  }

  function light(target) {
    const ids = idsAt(target);
    const wanted = [];
    for (const id of ids) wanted.push(byId(id), ...(marks.get(id) || []));
    for (const each of lit) if (!wanted.includes(each)) each.classList.remove("critique-lit");
    lit = wanted.filter(Boolean);
    for (const each of lit) each.classList.add("critique-lit");
  }

  // Shown or hidden; the choice is kept in the address.

  const chosen = () => new URL(location.href).searchParams.getAll("critique-hide");
  const hides = new Set(chosen());

  function traits(note) {
    const { critiqueKind: kind, critiqueVoice: voice, critiqueTags: tags = "" } = note.dataset;
    const found = tags.split("; ").filter(Boolean).map((tag) => `tag:${tag}`);
    return [`kind:${kind}`, ...(voice ? [`voice:${voice}`] : []), ...found];
  }

  const hasTally = () => document.querySelector(".critique-tally") !== null;

  function mute(id, off) {
    for (const mark of marks.get(id) || []) mark.classList.toggle("critique-off", off);
    for (const call of calls.get(id) || []) call.parentElement.hidden = off;
  }

  function sift(notes) {
    if (!hasTally()) return [];
    // Lemmata of notes on other pages have their kind alone.
    for (const [id, found] of marks) {
      if (byId(id)) continue;
      const off = [...hides].some((trait) => {
        return found[0].classList.contains(trait.replace(/^kind:/, "critique-"));
      });
      mute(id, off);
    }
    const changed = notes.filter((note) => {
      return note.hidden !== traits(note).some((trait) => hides.has(trait));
    });
    for (const note of changed) {
      const hidden = !note.hidden;
      note.hidden = hidden;
      mute(note.id, hidden);
    }
    return changed;
  }

  function press() {
    for (const chip of all("button[data-critique-filter]")) {
      chip.setAttribute("aria-pressed", String(!hides.has(chip.dataset.critiqueFilter)));
    }
  }

  function keep() {
    const address = new URL(location.href);
    address.searchParams.delete("critique-hide");
    for (const each of hides) address.searchParams.append("critique-hide", each);
    const target = targetOf(address.hash);
    if (target && !shows(target)) address.hash = "";
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // Some browsers keep no such address of a file.
    }
  }

  function filter(trait, hidden) {
    if (hidden) hides.add(trait);
    else hides.delete(trait);
    apply();
    keep();
  }

  function apply() {
    const notes = all(NOTE);
    const changed = sift(notes);
    press();
    lay(new Set(changed.map((note) => note.closest(COLUMNS))));
    tell(`${notes.filter((note) => !note.hidden).length} / ${notes.length}`);
  }

  function reread() {
    const now = chosen();
    if (now.length === hides.size && now.every((each) => hides.has(each))) return;
    hides.clear();
    for (const each of now) hides.add(each);
    apply();
  }

  // Links to notes; keys.

  // Themes scroll smoothly, whatever a reader asks for.
  const pace = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "auto");

  const shows = (note) => !note.closest("[hidden]");

  function reveal(target) {
    const note = target.closest(NOTE);
    for (let each = note; each; each = each.parentElement.closest(NOTE)) {
      for (const trait of traits(each)) if (hides.has(trait)) filter(trait, false);
    }
    let box = target.closest("details:not([open])");
    for (; box; box = box.parentElement.closest("details:not([open])")) box.open = true;
    if (note) open(note);
  }

  function show(note) {
    reveal(note);
    note.tabIndex = -1;
    note.focus({ preventScroll: true });
    const fits = note.offsetHeight < innerHeight * 0.8;
    note.scrollIntoView({ block: fits ? "nearest" : "start", behavior: pace() });
  }

  function follow() {
    const target = targetOf(location.hash);
    if (!target) return;
    if (target.matches(NOTE)) show(target);
    else if (target.closest(NOTE)) {
      reveal(target);
      target.scrollIntoView({ behavior: pace() });
    }
  }

  function step(forward) {
    const notes = all(NOTE).filter(shows);
    const active = document.activeElement.closest(NOTE);
    let place = notes.indexOf(active);
    if (place < 0) {
      place = notes.findIndex((note) => note.getBoundingClientRect().bottom > 0);
      if (place < 0) place = notes.length;
      if (forward) place -= 1;
    }
    const next = notes[place + (forward ? 1 : -1)];
    if (next) show(next);
  }

  const OFF = "critique-keys-off";
  const store = (act) => {
    try {
      return act(localStorage);
    } catch {
      return null; // Kept for this page alone.
    }
  };
  let off = store((kept) => kept.getItem(OFF));
  let dialog = null;

  function keys() {
    if (!dialog) {
      dialog = make("dialog", "critique-keys");
      dialog.setAttribute("aria-label", say.keys);
      const list = make("dl");
      for (const [key, text] of [["n", say.next], ["p", say.previous], ["?", say.keys]]) {
        const term = make("dt");
        term.append(make("kbd", "", key));
        list.append(term, make("dd", "", text));
      }
      const label = make("label", "", ` ${say.on}`);
      const box = make("input");
      box.type = "checkbox";
      box.checked = !off;
      box.addEventListener("change", () => {
        off = !box.checked;
        store((kept) => (off ? kept.setItem(OFF, "1") : kept.removeItem(OFF)));
      });
      label.prepend(box);
      dialog.append(list, label, button("critique-close", say.close, () => dialog.close()));
      document.body.append(along(dialog, document.querySelector(NOTE)));
    }
    if (!dialog.open) dialog.showModal();
  }

  function onKey(event) {
    if (event.key === "Escape" && preview) return hidePreview();
    if (off || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target } = event;
    if (target instanceof Element && target.closest("input, textarea, select, dialog")) return;
    if (target.isContentEditable || !document.querySelector(NOTE)) return;
    const acts = { n: () => step(true), p: () => step(false), "?": keys };
    if (!Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    acts[event.key]();
  }

  // Copying.

  let status = null;

  function tell(text) {
    if (!status) {
      status = make("div", "critique-told");
      status.setAttribute("role", "status");
      document.body.append(status);
    }
    status.textContent = text;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", "critique-told");
      area.value = text;
      const before = document.activeElement;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      before.focus();
    }
    tell(say.copied);
  }

  function address(note) {
    const url = new URL(location.href);
    url.hash = note.id;
    url.search = "";
    return url.href;
  }

  function citation(note) {
    const lemma = note.querySelector(":scope > .critique-heading .critique-lemma-words");
    const words = lemma ? ` (${say.lemma.replace("{}", () => lemma.title || lemma.textContent)})` : "";
    return [note.getAttribute("aria-label") + words, document.title, address(note)].join(say.comma);
  }

  function groundsOf(note) {
    const found = note.querySelector(":scope > .critique-grounds");
    if (found) return found;
    const made = make("div", "critique-grounds");
    const thread = note.querySelector(":scope > .critique-replies");
    note.insertBefore(made, thread);
    return made;
  }

  function equip(note) {
    const tools = make("span", "critique-tools");
    const called = note.getAttribute("aria-label") || "";
    tools.setAttribute("role", "toolbar");
    tools.setAttribute("aria-label", called);
    const help = hasTally() ? [] : [["?", say.keys, say.keys, keys]];
    for (const [sign, does, name, act] of [
      ["#", say.link, [say.link, called].join(say.comma), () => copy(address(note))],
      ["❝", say.cite, [say.cite, called].join(say.comma), () => copy(citation(note))],
      ...help,
    ]) {
      const tool = button("", "", act);
      const shown = make("span");
      shown.dataset.critiqueShown = sign;
      shown.title = does; // On the button itself it would be said twice.
      tool.append(shown);
      tool.setAttribute("aria-label", name);
      tool.tabIndex = tools.children.length ? -1 : 0;
      tools.append(tool);
    }
    tools.addEventListener("keydown", walk);
    groundsOf(note).append(tools);
  }

  // Tools are one stop of the keyboard.
  function walk(event) {
    const tools = [...event.currentTarget.children];
    const leftward = getComputedStyle(event.currentTarget).direction === "rtl";
    const steps = { ArrowRight: leftward ? -1 : 1, ArrowLeft: leftward ? 1 : -1 };
    const place = tools.indexOf(document.activeElement);
    if (place < 0 || !Object.hasOwn(steps, event.key)) return;
    event.preventDefault();
    const next = tools[(place + steps[event.key] + tools.length) % tools.length];
    for (const each of tools) each.tabIndex = each === next ? 0 : -1;
    next.focus();
  }

  // Previews of notes and sources, on hover and focus.

  const PREVIEWED =
    'a.reference.internal[href*="#critique-"]:not(.critique-call, .critique-number), ' +
    ".critique-cite a.reference";
  let preview = null;
  let previewed = null;
  let waiting = 0;

  function contentOf(anchor) {
    if (anchor.title) {
      anchor.dataset.critiqueTitle = anchor.title;
      anchor.removeAttribute("title");
    }
    const target = anchor.pathname === location.pathname && targetOf(anchor.hash);
    if (target && target.matches(`${NOTE}, figure`)) {
      const copy = target.cloneNode(true);
      copy.removeAttribute("hidden");
      copy.removeAttribute("style");
      copy.classList.remove("critique-lit", "critique-folded");
      const parts = "sup.critique-number, .critique-tools, .critique-unfold, .critique-replies";
      for (const each of all(`${parts}, ${NOTE}`, copy)) each.remove();
      for (const each of [copy, ...all("[id]", copy)]) each.removeAttribute("id");
      for (const each of all("a, button, summary", copy)) each.tabIndex = -1;
      return copy;
    }
    const text = anchor.dataset.critiqueTitle;
    return text ? make("p", "", text) : null;
  }

  function showPreview(anchor) {
    if (previewed === anchor) return;
    hidePreview();
    const content = contentOf(anchor);
    if (!content) return;
    preview = make("div", "critique-preview");
    preview.id = "critique-preview--shown";
    preview.setAttribute("role", "tooltip");
    preview.append(content);
    document.body.append(along(preview, anchor));
    previewed = anchor;
    anchor.setAttribute("aria-describedby", preview.id);
    const box = anchor.getBoundingClientRect();
    const above = box.top - 12;
    const under = innerHeight - box.bottom - 12;
    const below = preview.offsetHeight <= under || under >= above;
    preview.style.maxHeight = `${below ? under : above}px`;
    const { offsetWidth: width, offsetHeight: height } = preview;
    const start = preview.dir === "rtl" ? box.right - width : box.left;
    const left = Math.max(8, Math.min(start, document.documentElement.clientWidth - width - 8));
    preview.style.left = `${left + scrollX}px`;
    preview.style.top = `${(below ? box.bottom + 4 : box.top - height - 4) + scrollY}px`;
    preview.addEventListener("mouseleave", () => wait(null));
  }

  function hidePreview() {
    clearTimeout(waiting);
    if (previewed) previewed.removeAttribute("aria-describedby");
    if (preview) preview.remove();
    preview = previewed = null;
  }

  function wait(anchor) {
    clearTimeout(waiting);
    waiting = setTimeout(() => (anchor ? showPreview(anchor) : hidePreview()), 200);
  }

  function onPoint(event) {
    const { target } = event;
    light(target instanceof Element && idsAt(target).size ? target : document.activeElement);
    const anchor = target instanceof Element && target.closest(PREVIEWED);
    if (anchor && !anchor.closest(".critique-preview")) wait(anchor);
    else if (preview && preview.contains(target)) clearTimeout(waiting);
    else if (preview || waiting) wait(null);
  }

  function onFocus(event) {
    light(event.target);
    const note = event.target instanceof Element && event.target.closest(".critique-folded");
    const atItsHead = ":scope > .critique-heading *, :scope > .critique-unfold";
    if (note && event.target !== note && !all(atItsHead, note).includes(event.target)) open(note);
    const anchor = event.target instanceof Element && event.target.closest(PREVIEWED);
    if (anchor && !anchor.closest(".critique-preview")) showPreview(anchor);
    else if (preview) hidePreview();
  }

  // The words of the tally.
  function enable(switches) {
    for (const each of switches) {
      const made = button(each.className, each.textContent);
      made.dataset.critiqueFilter = each.dataset.critiqueFilter;
      made.setAttribute("aria-pressed", String(!hides.has(made.dataset.critiqueFilter)));
      each.replaceWith(made);
    }
  }

  // Over the column of a theme.

  const OTHERS = "nav, aside, [role=navigation], [role=complementary], [class*=sidebar]";
  const ROOM = "--critique-room";
  let room = ""; // Found last.

  // Gives the columns of those that had another room.
  function widen(groups) {
    if (!groups.length) return [];
    const boxes = all(OTHERS).filter((each) => !each.matches(NOTE)).map((each) => {
      return each.getBoundingClientRect();
    });
    const seen = boxes.filter((box) => box.width && box.height);
    const edges = new Map();
    const rooms = groups.map((group) => `${roomBeside(group, seen, edges)}px`);
    room = rooms.at(-1);
    const changed = groups.filter((group, n) => set(group, ROOM, rooms[n]));
    return changed.map((group) => group.querySelector(COLUMNS));
  }

  // Whether what is still to be parsed may stand beside groups.
  let crowded = null;

  function mayHaveNeighbours(group) {
    if (crowded !== null) return crowded;
    let each = group.parentElement;
    while (each !== document.body && !/flex|grid/.test(getComputedStyle(each).display)) {
      each = each.parentElement;
    }
    return (crowded = each !== document.body);
  }

  function roomBeside(group, boxes, edges) {
    const place = group.parentElement;
    if (!edges.has(place)) edges.set(place, [place.getBoundingClientRect(), reach(place)]);
    const [{ left, right }, [least, most]] = edges.get(place);
    const leftward = getComputedStyle(group).direction === "rtl";
    const [from, to] = leftward ? [-left, -least] : [right, most];
    const near = boxes.map((box) => (leftward ? -box.right : box.left)).filter((at) => at >= from);
    const free = Math.min(to, ...near) - from - MARGIN;
    return Math.max(0, Math.min(free, WIDEST * emOf(group) - (right - left)));
  }

  // How far it may reach without being cut off or leaving its ground.
  function reach(place) {
    let ground = null;
    let edge = null;
    for (let each = place; each; each = each.parentElement) {
      const { overflowX, backgroundColor } = getComputedStyle(each);
      const isSeen = !/^rgba\(.*, 0\)$/.test(backgroundColor);
      if (isSeen && ground && backgroundColor !== ground) break;
      if (isSeen) [ground, edge] = [backgroundColor, each];
      if (overflowX !== "visible" && each !== document.body) {
        edge = each;
        break;
      }
    }
    if (!edge || edge.contains(document.body)) return [0, document.documentElement.clientWidth];
    const { left, right } = edge.getBoundingClientRect();
    return [left, right];
  }

  // What the parser has brought, before it is painted.

  const ready = new WeakSet();
  const unready = (selector) => all(selector).filter((each) => !ready.has(each));
  const take = (found) => found.filter((each) => ready.add(each));
  const unplaced = new Set(); // Columns of new notes.
  let frame = 0;

  function adopt(isAll) {
    frame = 0;
    let last = isAll ? null : document;
    while (last && last.lastChild) last = last.lastChild;
    const isWhole = (each) => !each.contains(last);
    const takeWhole = (selector) => take(unready(selector).filter(isWhole));
    for (const mark of take(unready("mark[data-critique-note]"))) {
      const id = mark.dataset.critiqueNote;
      file(marks, id, mark);
      mark.classList.toggle("critique-off", Boolean(byId(id) && byId(id).hidden));
    }
    for (const call of takeWhole("a.critique-call")) {
      file(calls, called(call), call);
      hush(call);
    }
    takeWhole(`.critique-line-number, .critique-heading > .critique-number, ${CUT}`).forEach(hush);
    const notes = unready(NOTE);
    for (const note of notes) unplaced.add(note.closest(COLUMNS));
    const whole = takeWhole(NOTE);
    whole.forEach(equip);
    for (const each of [...whole, ...take(unready(`${COLUMNS} > figure`))]) sizes.observe(each);
    enable(all("span[data-critique-filter]").filter(isWhole));
    if (hides.size) sift(notes);
    unplaced.delete(null);
    place(isAll);
  }

  // Those far below wait for the last.
  function place(isAll) {
    for (const each of take(unready(GROUP))) if (!mayHaveNeighbours(each)) set(each, ROOM, room);
    const [first] = unplaced;
    const isNear = first && first.getBoundingClientRect().top < 2 * innerHeight;
    if (!isAll && !isNear) return;
    const columns = [...unplaced];
    unplaced.clear();
    const groups = crowded ? [] : columns.map((each) => each.closest(GROUP));
    lay(new Set([...columns, ...widen(isAll ? all(GROUP) : groups)]));
  }

  const parsing = new MutationObserver(() => {
    frame ||= requestAnimationFrame(() => adopt(false));
  });
  parsing.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    parsing.disconnect();
    cancelAnimationFrame(frame);
    adopt(true);
    press();
    follow();
  });
  addEventListener("resize", () => lay(widen(all(GROUP))));
  addEventListener("hashchange", follow);
  addEventListener("popstate", reread);
  document.addEventListener("toggle", onToggle, true);
  document.addEventListener("keydown", onKey);
  document.addEventListener("mouseover", onPoint);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", () => preview && wait(null));
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const chip = event.target.closest("button[data-critique-filter]");
    if (chip) filter(chip.dataset.critiqueFilter, chip.getAttribute("aria-pressed") === "true");
    if (event.target.closest("button.critique-help")) keys();
    const anchor = event.target.closest('a[href*="#critique-"]');
    if (anchor && anchor.href === location.href) follow();
    if (anchor) hidePreview();
  });
})();
