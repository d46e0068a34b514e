// A line of daily amounts as SVG, which a screen reader gets as one sentence.

const HEIGHT = 224;
const LEFT = 64;
const BOTTOM = 24;
const TOP = 8;
const RIGHT = 4;
// Narrower than this, three dates don't stand side by side.
const ROOM_FOR_THREE = 400;

/**
 * @param {{date: string, amount: number}[]} days in their order, without gaps
 * @param {(amount: number) => string} text of an amount
 * @param {number} width in pixels
 */
export function lineChart(days, text, width) {
  const most = nice(Math.max(...days.map((day) => day.amount), 1));
  const x = (number) => LEFT + (number * (width - LEFT - RIGHT)) / Math.max(1, days.length - 1);
  const y = (amount) => HEIGHT - BOTTOM - (amount / most) * (HEIGHT - BOTTOM - TOP);
  const points = days.map((day, number) => `${x(number).toFixed(1)},${y(day.amount).toFixed(1)}`);
  const svg = element("svg", { width, height: HEIGHT, role: "img" });
  svg.append(title(days, text));
  for (const share of [0, 0.5, 1]) {
    const height = y(most * share);
    svg.append(element("line", { class: "grid", x1: LEFT, x2: width, y1: height, y2: height }));
    svg.append(element("text", { class: "axis", x: LEFT - 8, y: height + 4, "text-anchor": "end" }, text(most * share)));
  }
  const ends = `${x(days.length - 1)},${y(0)} ${LEFT},${y(0)}`;
  svg.append(element("polygon", { class: "area", points: `${points.join(" ")} ${ends}` }));
  svg.append(element("polyline", { class: "line", points: points.join(" ") }));
  for (const [number, day] of days.entries()) {
    const dot = element("circle", { class: "dot", cx: x(number), cy: y(day.amount), r: 3 });
    dot.append(element("title", {}, `${day.date}: ${text(day.amount)}`));
    svg.append(dot);
  }
  const middle = width < ROOM_FOR_THREE ? [] : [Math.floor((days.length - 1) / 2)];
  for (const number of [0, ...middle, days.length - 1]) {
    const anchor = number === 0 ? "start" : number === days.length - 1 ? "end" : "middle";
    svg.append(element("text", { class: "axis", x: x(number), y: HEIGHT - 4, "text-anchor": anchor }, days[number].date));
  }
  return svg;
}

function title(days, text) {
  const best = days.reduce((one, other) => (other.amount > one.amount ? other : one));
  return element("title", {}, `${days[0].date} to ${days.at(-1).date}; most on ${best.date}, ${text(best.amount)}`);
}

/** The next round number above. */
function nice(amount) {
  const step = 10 ** Math.floor(Math.log10(amount));
  return Math.ceil(amount / step) * step;
}

function element(name, attributes, content = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(content);
  return made;
}
