// The review by keyboard: j k next and before, a accept, r reject, e correct, u undo, ? help.

const panels = [...document.querySelectorAll(".panel")];
const help = document.getElementById("keys");
const selected = () => panels.findIndex((panel) => panel.matches(":target"));
const press = (key) => panels[selected()]?.querySelector(`[data-key="${key}"]`)?.click();

const go = (step) => {
  const at = selected();
  const to = at < 0 ? 0 : Math.min(panels.length - 1, Math.max(0, at + step));
  if (!panels.length || to === at) return;
  location.hash = panels[to].id;
  document.getElementById(`w${to + 1}`)?.scrollIntoView({ block: "center" });
};

const actions = {
  j: () => go(1),
  k: () => go(-1),
  a: () => press("a"),
  r: () => press("r"),
  u: () => press("u"),
  e: () => {
    press("e");
    panels[selected()]?.querySelector(".correct select")?.focus();
  },
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, select, textarea, dialog");
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey || !(event.key in actions)) return;
  event.preventDefault();
  actions[event.key]();
});
