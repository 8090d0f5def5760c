// Searches, filters, sorts, copies and prints what the page already holds, and moves it to the law of another day. Nothing is loaded, sent or stored.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const about = document.querySelector("main").dataset;

  // The matrix ---------------------------------------------------------------------------------------------------

  const table = byId("rows");
  const form = byId("filters");
  const counter = byId("counter");
  const rows = [...table.querySelectorAll("tbody.row")];
  const articles = [...table.querySelectorAll("tbody.article")];
  const chapters = [...table.querySelectorAll("tbody.chapter")];
  const headOf = new Map(articles.map((head) => [head.dataset.article, head]));
  const heads = [...table.tHead.rows[0].cells];
  const names = ["article", "q", "status", "chapter", "force", "gaps"];
  const started = [...table.tBodies];
  const texts = new Map();
  const labels = new Map(rows.map((row) => [row, row.querySelector(".place").textContent]));
  let sorted = { column: 0, descending: false };

  const value = (name) => {
    const field = form.elements[name];
    return field.type === "checkbox" ? (field.checked ? field.value : "") : field.value.trim();
  };

  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, plain(`${headOf.get(row.dataset.article).textContent} ${row.textContent}`));
    return texts.get(row);
  };

  // An article or a duty may be called 16, art 16, article-16, art 16(1), duty-16(1), treaty-16 or treaty:16(1).

  const placeIn = (text) => {
    let place = text.trim();
    if (place.startsWith(about.instrument)) place = place.slice(about.instrument.length).replace(/^[-:]/, "");
    place = place.replace(/^(?:articles?|arts?|items?|duty|row)[-.:\s]*(?=\d)/i, "").replace(/\s+/g, "");
    const number = /^([^(]+)/.exec(place)?.[1] ?? "";
    return headOf.has(number) ? { number, place } : null;
  };

  const inPlace = (row, { number, place }) =>
    row.dataset.article === number && (place === number || row.id === `duty-${place}` || row.id.startsWith(`duty-${place}(`));

  // A search: words, “words in a row”, and for words that no treaty uses the phrases that stand for them.

  const synonyms = new Map();
  for (const one of byId("synonyms").children) {
    const finds = one.textContent.split("; ").map(plain);
    for (const word of one.dataset.words.split(" ")) synonyms.set(plain(word), finds);
  }

  const wanted = () => {
    const text = value("q");
    if (/\d/.test(text) && placeIn(text)) return { at: placeIn(text), terms: [] };
    const terms = [];
    for (const [, quoted, word] of text.matchAll(/["“”]([^"“”]+)["“”]|([^\s"“”]+)/g)) {
      const term = plain(quoted ?? word);
      terms.push([term, ...(quoted === undefined ? (synonyms.get(term) ?? []) : [])]);
    }
    return { at: null, terms };
  };

  const forceFits = (row, force) => {
    if (force === "binding") return "binding" in row.dataset;
    if (force === "not-binding") return !("binding" in row.dataset);
    return row.dataset.force === force;
  };

  const inWords = (terms) => {
    const told = [];
    const chosen = (name) => form.elements[name].selectedOptions[0].textContent;
    if (value("article")) told.push(placeIn(value("article")) ? `${about.short} ${placeIn(value("article")).place}` : `no such place: ${value("article")}`);
    const also = terms.flatMap((term) => term.slice(1)).map((phrase) => `“${phrase}”`);
    if (value("q")) told.push(`search “${value("q")}”${also.length ? ` (also ${also.join(", ")})` : ""}`);
    for (const name of ["status", "chapter", "force"]) if (value(name)) told.push(`${name === "status" ? "verdict" : name} ${chosen(name)}`);
    if (value("gaps")) told.push("only gaps");
    return told;
  };

  const highlight = (terms) => {
    if (!globalThis.CSS?.highlights) return;
    CSS.highlights.delete("hit");
    const words = terms.flat().filter((word) => word.length > 1);
    if (!words.length) return;
    const ranges = [];
    for (const row of [...articles, ...rows]) {
      if (row.hidden) continue;
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const text = plain(node.data);
        // Where a sign had a mark, places in the two texts differ, and a wrong place would mislead.
        if (text.length !== node.data.length) continue;
        for (const word of words) {
          for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + word.length);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("hit", new Highlight(...ranges));
  };

  const filter = (note = "") => {
    const { at, terms } = wanted();
    const place = value("article") ? (placeIn(value("article")) ?? { number: "", place: "" }) : null;
    const [status, chapter, force, gaps] = names.slice(2).map(value);
    const full = new Set();
    let shown = 0;
    for (const row of rows) {
      const fits =
        (!place || inPlace(row, place)) &&
        (!at || inPlace(row, at)) &&
        (!status || row.dataset.status === status) &&
        (!chapter || row.dataset.chapter === chapter) &&
        (!force || forceFits(row, force)) &&
        (!gaps || "gap" in row.dataset) &&
        terms.every((term) => term.some((word) => textOf(row).includes(word)));
      row.hidden = !fits;
      if (fits) {
        shown += 1;
        full.add(row.dataset.article).add(`chapter ${row.dataset.chapter}`);
      }
    }
    const inOrder = sorted.column === 0 && !sorted.descending;
    for (const head of articles) head.hidden = !inOrder || !full.has(head.dataset.article);
    for (const head of chapters) head.hidden = !inOrder || !full.has(`chapter ${head.dataset.chapter}`);
    byId("none").hidden = shown > 0;
    const told = inWords(terms);
    document.body.classList.toggle("filtered", told.length > 0);
    const counted = told.length ? `Showing ${shown} of ${rows.length} rows: ${told.join("; ")}.` : `Showing all ${rows.length} rows.`;
    counter.textContent = note ? `${note} ${counted}` : counted;
    highlight(terms);
  };

  const keyOf = (row, column) => {
    const cell = row.rows[0].cells[column];
    return cell.dataset.key ?? cell.textContent.trim();
  };

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const sort = (column, descending) => {
    const asBefore = column === 0 && !descending && sorted.column === 0 && !sorted.descending;
    sorted = { column, descending };
    heads.forEach((head, n) => {
      if (n === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    if (asBefore) return;
    const keys = new Map(rows.map((row) => [row, keyOf(row, column)]));
    const sign = descending ? -1 : 1;
    // An empty cell has nothing to say and comes last either way.
    const before = (a, b) => (keys.get(a) === "") - (keys.get(b) === "") || sign * collator.compare(keys.get(a), keys.get(b));
    table.append(...(column === 0 && !descending ? started : [...rows].sort(before)));
    if (column !== 0 || descending) table.append(...articles, ...chapters);
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

  const target = (name) => {
    const place = placeIn(name);
    if (!place) return null;
    const duty = byId(`duty-${place.place}`) ?? rows.find((row) => inPlace(row, place) && place.place !== place.number);
    return duty ?? headOf.get(place.number);
  };

  const choose = (place) => {
    for (const other of table.querySelectorAll(".chosen")) other.classList.remove("chosen");
    place?.classList.add("chosen");
  };

  const arrive = () => {
    const hash = location.hash.slice(1);
    if (!hash || hash.includes("=")) {
      choose(null);
      recall();
      return;
    }
    const name = decode(hash);
    const question = name.startsWith("question-") && byId(name)?.querySelector(":scope > details.question");
    if (question) {
      question.open = true;
      question.parentElement.scrollIntoView();
      return;
    }
    const place = target(name);
    if (!place) return;
    if (place.hidden) {
      // The address stays that of the place: it was asked for, and the filters were in its way.
      for (const field of names) {
        if (form.elements[field].type === "checkbox") form.elements[field].checked = false;
        else form.elements[field].value = "";
      }
      sort(0, false);
      filter(`The filters were cleared to show ${place.querySelector(".place").textContent}.`);
    }
    choose(place);
    const why = place.querySelector("details.why");
    if (why && !document.body.classList.contains("past-law")) why.open = true;
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
  // A second click on the same link changes no address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && link.hash === location.hash) setTimeout(arrive);
  });

  // Copying and printing -----------------------------------------------------------------------------------------

  const dayOf = () => byId("law-day").textContent;

  const copy = async (text, told) => {
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page that is opened from a disk may have no clipboard of the new kind.
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      done = document.execCommand("copy");
      field.remove();
    }
    counter.textContent = done ? told : "This browser does not let the page copy.";
  };

  const verdictOf = (place) => place.querySelector(".chip").lastChild.textContent.trim();

  const citation = (place) => {
    const label = place.querySelector(".place").textContent;
    const here = location.href.replace(/#.*$/s, "");
    const link = here.startsWith("file:") ? "" : ` <${here}${place.querySelector(".place").getAttribute("href")}>`;
    return `${about.cited}, ${label.charAt(0).toLowerCase()}${label.slice(1)}: ${verdictOf(place)}, law as at ${dayOf()}${link}`;
  };

  const button = (text, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "small";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  };

  const printOnly = (article) => {
    document.body.classList.add("one");
    for (const part of [...articles, ...rows]) part.classList.toggle("kept", part.dataset.article === article);
    window.print();
  };
  window.addEventListener("afterprint", () => document.body.classList.remove("one"));

  for (const head of articles) {
    const label = head.querySelector(".place").textContent;
    const copied = () => copy(citation(head), `The citation of ${label} was copied.`);
    const tools = document.createElement("span");
    tools.className = "tools";
    tools.append(
      button("Copy as citation", `Copy ${label} as a citation`, copied),
      button("Print", `Print ${label} alone`, () => printOnly(head.dataset.article)),
    );
    head.querySelector("th").insertBefore(tools, head.querySelector("th > p"));
  }
  for (const row of rows) {
    const label = labels.get(row);
    const copied = () => copy(citation(row), `The citation of ${label} was copied.`);
    row.rows[0].cells[0].append(button("Copy", `Copy ${label} as a citation`, copied));
  }

  const cellText = (cell) => {
    const items = [...cell.querySelectorAll("li, p:not(.lead-in)")];
    const text = (items.length ? items.map((item) => item.textContent) : [cell.textContent]).join("; ");
    const told = text.replace(/\s+/g, " ").trim();
    // A spreadsheet would run what begins with one of these signs.
    return /^[=+\-@]/.test(told) ? `'${told}` : told;
  };

  const shownRows = () => {
    const past = document.body.classList.contains("past-law");
    const columns = heads.map((head) => head.textContent.trim()).slice(1);
    const lines = [["Id", about.short, "Heading", ...columns, "Gap", "Law as at"]];
    for (const row of table.querySelectorAll("tbody.row:not([hidden])")) {
      const cells = [...row.rows[0].cells].slice(1);
      // On another day only the obligation, its force and the verdict hold.
      const told = cells.map((cell, n) => (n === 2 ? verdictOf(row) : past && n > 2 ? "" : cellText(cell)));
      const place = labels.get(row).replace(/^\S+\s/, "");
      const heading = headOf.get(row.dataset.article).querySelector(".name").textContent;
      lines.push([`${about.instrument}:${place}`, place, heading, ...told, "gap" in row.dataset ? "Yes" : "No", dayOf()]);
    }
    return lines;
  };

  byId("copy-rows").addEventListener("click", () => {
    const lines = shownRows();
    copy(lines.map((line) => line.join("\t")).join("\n"), `${lines.length - 1} rows were copied: paste them into a spreadsheet.`);
  });
  byId("save-rows").addEventListener("click", () => {
    const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
    const text = `\ufeff${shownRows().map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = `${about.instrument}_rows.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  form.hidden = false;
  sort(0, false);
  filter();

  // The law of another day: the strip, the counts, the matrix and the timeline move together -------------------------

  const range = byId("day");
  if (range) {
    const days = [...byId("days").children];
    const last = days.length - 1;
    const looks = new Map([...byId("looks").children].map((one) => [one.dataset.letter, one]));
    const past = byId("past");
    const moves = past ? [...byId("moves").tBodies[0].rows] : [];
    const all = byId("all-moves");
    const ranges = [...table.querySelectorAll(".range")];

    const lookOn = (place, day) => looks.get(place.dataset.days[day]);

    const wear = (place, day) => {
      const look = lookOn(place, day);
      place.querySelector(".chip").replaceWith(look.firstElementChild.cloneNode(true));
      return look;
    };

    const moveStrip = (day) => {
      for (const cell of byId("strip").querySelectorAll("[data-days]")) {
        const look = lookOn(cell, day);
        cell.className = `s-${look.dataset.slug} t-${look.dataset.texture}`;
        cell.querySelector(".sign").textContent = look.querySelector(".sign").textContent;
        cell.querySelector(":scope > .words").textContent = `: ${look.firstElementChild.lastChild.textContent.trim()}`;
      }
    };

    const moveMatrix = (day) => {
      for (const head of articles) wear(head, day);
      for (const row of rows) {
        const look = wear(row, day);
        row.dataset.status = look.dataset.slug;
        row.toggleAttribute("data-gap", "gap" in look.dataset && "binding" in row.dataset);
        row.rows[0].cells[3].dataset.key = [...looks.values()].indexOf(look);
      }
      for (const one of ranges) one.hidden = day !== last;
      texts.clear();
    };

    const count = (places, day) => {
      const found = new Map();
      for (const place of places) {
        const { slug } = lookOn(place, day).dataset;
        found.set(slug, (found.get(slug) ?? 0) + 1);
      }
      return found;
    };

    const moveCounts = (day) => {
      const [ofArticles, ofDuties] = [count(articles, day), count(rows.filter((row) => row.id.startsWith("duty-")), day)];
      for (const line of byId("counts").tBodies[0].rows) {
        const numbers = [ofArticles.get(line.dataset.slug) ?? 0, ofDuties.get(line.dataset.slug) ?? 0];
        [line.cells[1].textContent, line.cells[2].textContent] = numbers;
        line.hidden = !numbers[0] && !numbers[1];
      }
      for (const one of byId("legend").children) {
        const number = ofArticles.get(one.dataset.slug) ?? 0;
        one.querySelector("b").textContent = number;
        one.hidden = !number;
      }
      byId("headline").textContent = days[day].dataset.answer;
    };

    const movePast = (day, walked) => {
      if (!past) return;
      const column = Number(days[day].dataset.column);
      for (const line of [past.tHead.rows[0], ...past.tBodies[0].rows]) {
        [...line.cells].forEach((cell, n) => cell.classList.toggle("on", n === column + 1));
      }
      if (walked) all.checked = false;
      for (const move of moves) move.hidden = !all.checked && Number(move.dataset.step) !== column;
      const moved = moves.filter((move) => !move.hidden).length;
      byId("moves").hidden = moved === 0;
      byId("no-moves").hidden = moved > 0;
      if (!walked) return;
      const region = byId("past-region");
      const head = past.tHead.rows[0].cells[column + 1];
      region.scrollLeft = head.offsetLeft - region.clientWidth / 2 + head.offsetWidth / 2;
    };

    const show = (walked) => {
      const day = Number(range.value);
      const name = days[day].textContent;
      const moved = rows.concat(articles).some((place) => day && place.dataset.days[day] !== place.dataset.days[day - 1]);
      range.setAttribute("aria-valuetext", name);
      const note = day === 0 ? ": the first day" : moved ? "" : ": as before";
      byId("chosen").textContent = `${name}${day === last ? ", the day of this report" : note}`;
      byId("earlier").disabled = day === 0;
      byId("later").disabled = day === last;
      byId("law-day").textContent = name;
      byId("then-day").textContent = name;
      byId("then").hidden = day === last;
      document.body.classList.toggle("past-law", day !== last);
      movePast(day, walked);
      if (!walked) return;
      moveStrip(day);
      moveMatrix(day);
      moveCounts(day);
      filter();
    };

    const walk = (by) => {
      range.value = String(Number(range.value) + by);
      show(true);
    };

    range.addEventListener("input", () => walk(0));
    byId("earlier").addEventListener("click", () => walk(-1));
    byId("later").addEventListener("click", () => walk(1));
    byId("back").addEventListener("click", () => {
      walk(last);
      range.focus();
    });
    if (past) {
      all.addEventListener("change", () => movePast(Number(range.value), false));
      byId("moves-choice").hidden = false;
    }
    byId("slider").hidden = false;
    show(false);
  }
  if (location.hash) arrive();
})();
