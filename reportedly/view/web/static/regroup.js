// Merge and split by keyboard: s to the claims, m to the other occurrence, u undo, ? help.

const help = document.getElementById("keys");

const actions = {
  s: () => document.querySelector('[data-focus="s"]')?.focus(),
  m: () => document.querySelector('[data-focus="m"]')?.focus(),
  u: () => document.querySelector('.regroup [data-key="u"]')?.click(),
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey || !(event.key in actions)) return;
  event.preventDefault();
  actions[event.key]();
});
