"use strict";
(() => {
  const root = document.documentElement;
  const id = (name) => document.getElementById(name);
  const rows = [...document.querySelectorAll("tbody tr")];
  for (const row of rows) Object.assign(row.dataset, { severity: row.className, kind: row.parentElement.className });
  const problems = (row) => row.dataset.severity === "error" || row.dataset.severity === "warn" || row.querySelector("em.none");
  root.classList.add("scripted");

  // A page opened from a file may have no storage; it then forgets.
  const store = (key, value) => {
    try { return value === undefined ? localStorage.getItem(key) : localStorage.setItem(key, value); } catch { return null; }
  };

  const setTheme = (theme) => { if (theme === "light" || theme === "dark") root.dataset.theme = theme; };
  const toggleTheme = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    setTheme(dark ? "light" : "dark");
    store("targman-theme", root.dataset.theme);
  };
  setTheme(store("targman-theme"));

  // A row is shown when each filter with a chosen value has the row's value.
  const groups = [...document.querySelectorAll("[data-filter]")];
  const chosen = (group) => [...group.querySelectorAll("[aria-pressed=true]")].map((chip) => chip.dataset.value);
  const apply = () => {
    const wanted = groups.map((g) => [g.dataset.filter, chosen(g)]).filter(([, values]) => values.length);
    for (const row of rows) row.hidden = !wanted.every(([name, values]) => values.includes(row.dataset[name] || ""));
    for (const body of document.querySelectorAll("tbody")) body.hidden = !body.querySelector("tr:not([hidden])");
    const shown = rows.filter((row) => !row.hidden).length;
    id("shown").textContent = id("shown").dataset.text.replace("{shown}", shown).replace("{all}", rows.length);
    id("all").disabled = !wanted.length;
    count();
  };
  const showAll = () => {
    for (const chip of document.querySelectorAll(".chip")) chip.setAttribute("aria-pressed", "false");
    apply();
  };
  for (const chip of document.querySelectorAll(".chip")) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") !== "true");
      apply();
    });
  }

  let at = null;
  const visible = (test) => rows.filter((row) => !row.hidden && test(row));
  const count = () => {
    const list = visible(problems), n = list.indexOf(at), text = id("progress").dataset;
    id("progress").textContent = (list.length ? (n < 0 ? text.all : text.now) : text.none).replace("{n}", n + 1).replace("{all}", list.length);
    id("next").disabled = id("previous").disabled = !list.length;
  };
  // From wherever the reader is, to the next or the previous row of the list,
  // and round at the ends.
  const move = (list, step) => {
    if (!list.length) return;
    const here = rows.indexOf(at);
    const rest = step > 0 ? list.filter((row) => rows.indexOf(row) > here) : list.filter((row) => rows.indexOf(row) < here).reverse();
    at = rest[0] || (step > 0 ? list[0] : list[list.length - 1]);
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "center" });
    count();
  };
  document.addEventListener("focusin", (e) => {
    const row = e.target.closest("tbody tr");
    if (row) { at = row; count(); }
  });

  // The same concept lights up on both sides of a row.
  const same = (e) => {
    const mark = e.target.closest && e.target.closest("mark");
    if (!mark) return;
    const on = e.type === "mouseover" || e.type === "focusin";
    for (const other of mark.closest("tr").querySelectorAll("mark")) {
      if (other.dataset.concept === mark.dataset.concept) other.classList.toggle("same", on);
    }
  };
  for (const type of ["mouseover", "mouseout", "focusin", "focusout"]) document.addEventListener(type, same);

  const help = () => id("keys").showModal();
  const use = id("use-keys");
  use.checked = store("targman-keys") !== "off";
  use.addEventListener("change", () => store("targman-keys", use.checked ? "on" : "off"));
  // Keys are known by their place, so that they work on every keyboard layout.
  const keys = {
    KeyJ: () => move(visible(() => true), 1),
    KeyK: () => move(visible(() => true), -1),
    KeyN: () => move(visible(problems), 1),
    KeyP: () => move(visible(problems), -1),
    KeyA: showAll,
    KeyT: toggleTheme,
  };
  document.addEventListener("keydown", (e) => {
    if (!use.checked || e.ctrlKey || e.metaKey || e.altKey || id("keys").open || e.target.matches("input, textarea, select")) return;
    const act = e.key === "?" ? help : keys[e.code];
    if (!act) return;
    e.preventDefault();
    act();
  });
  id("all").addEventListener("click", showAll);
  id("next").addEventListener("click", keys.KeyN);
  id("previous").addEventListener("click", keys.KeyP);
  id("theme").addEventListener("click", toggleTheme);
  id("help").addEventListener("click", help);
  apply();
})();
