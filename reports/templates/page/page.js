// Searches, filters and sorts what the page already holds, and walks along the timeline. Nothing is loaded, sent or stored.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // The matrix ---------------------------------------------------------------------------------------------------

  const table = byId("rows");
  const form = byId("filters");
  const counter = byId("counter");
  const rows = [...table.querySelectorAll("tbody.row")];
  const chapters = [...table.querySelectorAll("tbody.chapter")];
  const heads = [...table.tHead.rows[0].cells];
  const names = ["q", "status", "chapter", "force", "gaps"];
  const started = [...table.tBodies];
  const texts = new Map();
  let sorted = { column: 0, descending: false };

  const value = (name) => {
    const field = form.elements[name];
    return field.type === "checkbox" ? (field.checked ? field.value : "") : field.value;
  };

  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, plain(row.textContent));
    return texts.get(row);
  };

  const forceFits = (row, wanted) => {
    if (wanted === "binding") return "binding" in row.dataset;
    if (wanted === "not-binding") return !("binding" in row.dataset);
    return row.dataset.force === wanted;
  };

  const inWords = () => {
    const told = [];
    const chosen = (name) => form.elements[name].selectedOptions[0].textContent;
    if (value("q")) told.push(`search “${value("q")}”`);
    for (const name of ["status", "chapter", "force"]) if (value(name)) told.push(`${name === "status" ? "verdict" : name} ${chosen(name)}`);
    if (value("gaps")) told.push("only gaps");
    return told;
  };

  const filter = () => {
    const words = plain(value("q")).split(/\s+/).filter(Boolean);
    const [status, chapter, force, gaps] = names.slice(1).map(value);
    const full = new Set();
    let shown = 0;
    for (const row of rows) {
      const fits =
        (!status || row.dataset.status === status) &&
        (!chapter || row.dataset.chapter === chapter) &&
        (!force || forceFits(row, force)) &&
        (!gaps || "gap" in row.dataset) &&
        words.every((word) => textOf(row).includes(word));
      row.hidden = !fits;
      if (fits) {
        shown += 1;
        full.add(row.dataset.chapter);
      }
    }
    const inOrder = sorted.column === 0 && !sorted.descending;
    for (const head of chapters) head.hidden = !inOrder || !full.has(head.dataset.chapter);
    byId("none").hidden = shown > 0;
    const told = inWords();
    counter.textContent = told.length
      ? `Showing ${shown} of ${rows.length} rows: ${told.join("; ")}.`
      : `Showing all ${rows.length} rows.`;
  };

  const keyOf = (row, column) => {
    const cell = row.rows[0].cells[column];
    return cell.dataset.key ?? cell.textContent.trim();
  };

  const collator = new Intl.Collator("en-NZ", { numeric: true });

  const sort = (column, descending) => {
    sorted = { column, descending };
    heads.forEach((head, n) => {
      if (n === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const keys = new Map(rows.map((row) => [row, keyOf(row, column)]));
    const sign = descending ? -1 : 1;
    // An empty cell has nothing to say and comes last either way.
    const before = (a, b) => (keys.get(a) === "") - (keys.get(b) === "") || sign * collator.compare(keys.get(a), keys.get(b));
    table.append(...(column === 0 && !descending ? started : [...rows].sort(before)));
    if (column !== 0 || descending) table.append(...chapters);
  };

  // The state of the filters is kept in the address, so that a view can be passed on.

  const remember = () => {
    const state = new URLSearchParams();
    for (const name of names) if (value(name)) state.set(name, value(name));
    if (sorted.column !== 0 || sorted.descending) state.set("sort", `${sorted.column}${sorted.descending ? "d" : "a"}`);
    history.replaceState(null, "", `#${state}`);
  };

  const refresh = () => {
    filter();
    remember();
  };

  const recall = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const name of names) {
      const field = form.elements[name];
      if (field.type === "checkbox") field.checked = state.has(name);
      else field.value = state.get(name) ?? "";
      if (field.value !== (state.get(name) ?? "") && field.tagName === "SELECT") field.value = "";
    }
    const order = /^([0-7])([ad])$/.exec(state.get("sort") ?? "");
    const known = order !== null && Number(order[1]) < heads.length;
    sort(known ? Number(order[1]) : 0, known && order[2] === "d");
    filter();
  };

  const decode = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  const clear = () => {
    form.reset();
    sort(0, false);
    filter();
  };

  const arrive = () => {
    const hash = location.hash.slice(1);
    if (!hash || hash.includes("=")) {
      recall();
      return;
    }
    const question = document.getElementById(decode(hash))?.querySelector(":scope > details.question");
    if (question) {
      question.open = true;
      question.parentElement.scrollIntoView();
      return;
    }
    const place = rows.find((row) => row.id === decode(hash));
    if (!place) return;
    if (place.hidden) clear();
    place.scrollIntoView();
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      sort(column, head.getAttribute("aria-sort") === "ascending");
      refresh();
    });
  });

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 150);
  });
  form.addEventListener("reset", () => {
    setTimeout(() => {
      sort(0, false);
      refresh();
    });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("open-all").addEventListener("click", () => {
    for (const row of rows) {
      const why = row.hidden ? null : row.querySelector("details.why");
      if (why) why.open = true;
    }
  });
  byId("close-all").addEventListener("click", () => {
    for (const open of table.querySelectorAll("details[open]")) open.open = false;
  });
  window.addEventListener("hashchange", arrive);
  form.hidden = false;
  sort(0, false);
  filter();
  if (location.hash) arrive();

  // The timeline -------------------------------------------------------------------------------------------------

  const past = byId("past");
  if (!past) return;
  const range = byId("day");
  const days = [...past.tHead.rows[0].cells].slice(1);
  const lines = [...past.tBodies[0].rows];
  const moves = [...byId("moves").tBodies[0].rows];
  const all = byId("all-moves");

  const countsOn = (column) => {
    const found = new Map();
    for (const line of lines) {
      const status = line.cells[column].dataset.status;
      found.set(status, (found.get(status) ?? 0) + 1);
    }
    return [...found].map(([status, number]) => `${number} ${status.toLowerCase()}`).join(", ");
  };

  const show = (scroll) => {
    const step = Number(range.value);
    const day = days[step].textContent;
    for (const line of [past.tHead.rows[0], ...lines]) {
      [...line.cells].forEach((cell, n) => cell.classList.toggle("on", n === step + 1));
    }
    const moved = moves.filter((move) => Number(move.dataset.step) === step).length;
    range.setAttribute("aria-valuetext", day);
    byId("chosen").textContent = step === 0 ? `${day}: the first day` : `${day}: ${moved} moved`;
    byId("counts").textContent = `Verdicts from this day: ${countsOn(step + 1)}.`;
    byId("earlier").disabled = step === 0;
    byId("later").disabled = step === days.length - 1;
    for (const move of moves) move.hidden = !all.checked && Number(move.dataset.step) !== step;
    byId("moves").hidden = !all.checked && moved === 0;
    byId("no-moves").hidden = all.checked || moved > 0;
    if (scroll) {
      const region = byId("past-region");
      const cell = days[step];
      region.scrollLeft = cell.offsetLeft - region.clientWidth / 2 + cell.offsetWidth / 2;
    }
  };

  const walk = (by) => {
    range.value = String(Number(range.value) + by);
    all.checked = false;
    show(true);
  };

  range.addEventListener("input", () => walk(0));
  byId("earlier").addEventListener("click", () => walk(-1));
  byId("later").addEventListener("click", () => walk(1));
  all.addEventListener("change", () => show(false));
  byId("slider").hidden = false;
  byId("moves-choice").hidden = false;
  show(true);
})();
