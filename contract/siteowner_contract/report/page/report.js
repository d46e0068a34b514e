"use strict";
document.documentElement.classList.add("scripted");

const form = document.querySelector(".filter");
const requirements = [...document.querySelectorAll(".requirement")];
const shown = form.querySelector("output");

/** Shows the requirements that have a chosen state, the level, the operation and all the words. */
function filter() {
  const states = new Set([...form.querySelectorAll("[name=state]:checked")].map((box) => box.value));
  const level = form.elements.level.value;
  const operation = form.elements.operation.value;
  const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const one of requirements) {
    const text = one.textContent.toLowerCase();
    one.hidden = !(
      states.has(one.dataset.state) &&
      (!level || one.dataset.level === level) &&
      (!operation || one.dataset.operations.split(" ").includes(operation)) &&
      words.every((word) => text.includes(word))
    );
  }
  const number = requirements.filter((one) => !one.hidden).length;
  shown.textContent = `${number} of ${requirements.length} requirements shown`;
}

/** Opens the requirement that a link of the matrix leads to, and shows it although it is filtered. */
function follow() {
  const one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!one?.classList.contains("requirement")) return;
  one.hidden = false;
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
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
for (const button of document.querySelectorAll(".copy")) {
  button.addEventListener("click", async () => {
    const text = button.previousElementSibling.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(button.previousElementSibling);
      document.execCommand("copy");
    }
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
}
filter();
follow();
