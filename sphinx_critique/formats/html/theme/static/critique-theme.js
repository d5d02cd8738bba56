/* Light or dark, as the reader has chosen; loaded in the head, before anything is painted. */

(() => {
  "use strict";

  const KEY = "critique-colours";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // Kept for this page alone.
    }
  }

  function show(choice) {
    if (choice === "dark" || choice === "light") root.dataset.colours = choice;
    else delete root.dataset.colours;
  }

  const isDark = () => (root.dataset.colours ? root.dataset.colours === "dark" : dark.matches);

  show(stored());

  function choose() {
    const choice = isDark() ? "light" : "dark";
    show(choice);
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // Kept for this page alone.
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const lamp = document.querySelector(".critique-lamp");
    if (!lamp) return;
    const name = () => {
      lamp.textContent = isDark() ? lamp.dataset.light : lamp.dataset.dark;
    };
    name();
    lamp.hidden = false;
    lamp.addEventListener("click", () => {
      choose();
      name();
    });
    dark.addEventListener("change", name);
  });

  // What is open in the head closes when the reader turns to something else.
  document.addEventListener("click", (event) => {
    for (const each of document.querySelectorAll(".critique-contents[open]")) {
      if (!each.contains(event.target)) each.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".critique-contents[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
})();
