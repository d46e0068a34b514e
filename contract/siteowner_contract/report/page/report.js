"use strict";
document.documentElement.classList.add("scripted");

const form = document.querySelector(".filter");
const requirements = [...document.querySelectorAll(".requirement")];
const shown = form.querySelector("output");
const texts = new Map();

/** What a requirement says, read once: of a large run it is megabytes. */
function textOf(one) {
  if (!texts.has(one)) texts.set(one, one.textContent.toLowerCase());
  return texts.get(one);
}

/** Shows the requirements that have a chosen state, the level, the operation and all the words. */
function filter() {
  const states = new Set([...form.querySelectorAll("[name=state]:checked")].map((box) => box.value));
  const level = form.elements.level.value;
  const operation = form.elements.operation.value;
  const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const one of requirements) {
    one.hidden = !(
      states.has(one.dataset.state) &&
      (!level || one.dataset.level === level) &&
      (!operation || one.dataset.operations.split(" ").includes(operation)) &&
      words.every((word) => textOf(one).includes(word))
    );
  }
  count();
}

function count() {
  const number = requirements.filter((one) => !one.hidden).length;
  shown.textContent = `${number} of ${requirements.length} requirements shown`;
}

/** Opens the requirement that a link of the matrix leads to, and shows it although it is filtered. */
function follow() {
  const one = document.getElementById(location.hash.slice(1));
  if (!one?.classList.contains("requirement")) return;
  one.hidden = false;
  count();
  one.firstElementChild.open = true;
  one.scrollIntoView();
  one.querySelector("summary").focus({ preventScroll: true });
}

form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
window.addEventListener("hashchange", follow);
// A link to where one already is changes no hash.
document.querySelector(".matrix").addEventListener("click", (event) => {
  if (event.target.closest("a")?.hash === location.hash) follow();
});
// The style sheet shows all in print; a browser that can't do so by itself has it opened, and closed again.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const details of opened) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});

/** Copies an element's text, or selects it where that is not allowed. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }
}
for (const button of document.querySelectorAll(".copy")) {
  button.addEventListener("click", async () => {
    button.textContent = (await copy(button.previousElementSibling)) ? "Copied" : "Selected";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
}
filter();
// The browser goes to the linked place by itself as well, and only then is there focus to be had.
window.addEventListener("load", follow);
