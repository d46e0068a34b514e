// The dashboard of a site owner, built on the documented API alone.

import { get, isLoggedIn, logIn, logOut, seen } from "./api.js";
import { lineChart } from "./chart.js";

const find = (selector) => document.querySelector(selector);
const money = new Intl.NumberFormat("en", { style: "currency", currency: "EGP" });
const roughly = new Intl.NumberFormat("en", { style: "currency", currency: "EGP", notation: "compact" });
const number = new Intl.NumberFormat("en");
const moment = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "Africa/Cairo" });
const STATUSES = {
  verified: "Verified",
  pending: "Pending",
  declined: "Declined",
  suspended_temporary: "Suspended for a time",
  suspended_permanent: "Suspended for good",
};
const COUNTS = {
  total_students: "students",
  total_teachers: "teachers",
  total_assistants: "assistants",
  new_students_this_month: "new students this month",
  teachers_inactive_count: "inactive teachers",
};

const formOfLogIn = find("#log-in");
const dashboard = find("#dashboard");
const SHOWN = "#numbers, #statuses, #trend-total, #trend, tbody, #requests";
const ENDED = "Your session has ended. Log in again.";
const OWNER_ALONE = "Log in as the site owner.";

function showDashboard() {
  show(dashboard);
  return attempt(dashboard, () => Promise.all([showCounts(), showTrend(), showCourses(), showCodes()]));
}

async function showCounts() {
  const stats = await get("dashboard/stats/");
  find("#numbers").replaceChildren(
    ...Object.entries(COUNTS).map(([name, label]) =>
      made("li", { className: "card" }, made("strong", {}, number.format(stats[name])), made("span", {}, label)),
    ),
  );
  const statuses = stats.students_by_status;
  const most = Math.max(...Object.values(statuses), 1);
  find("#statuses").replaceChildren(
    ...Object.entries(STATUSES).flatMap(([name, label]) => {
      const bar = made("div", { className: "bar-of" });
      bar.style.width = `${(100 * statuses[name]) / most}%`;
      return [
        made("dt", {}, label),
        made("dd", { ariaHidden: "true" }, bar),
        made("dd", {}, number.format(statuses[name])),
      ];
    }),
  );
}

async function showTrend() {
  const trends = await get("revenue/trends/", { start_date: daysAgo(find("#days").value - 1) });
  find("#trend-total").textContent =
    `${money.format(trends.total_revenue)} in ${number.format(trends.total_purchases)} purchases, ` +
    `${trends.start_date} to ${trends.end_date}`;
  const days = everyDay(trends);
  const place = find("#trend");
  draw = () => place.replaceChildren(lineChart(days, (amount) => roughly.format(amount), place.clientWidth));
  draw();
  fill("#trend-days", days, (day) => [
    day.date,
    figure(number.format(day.purchases)),
    figure(money.format(day.amount)),
  ]);
}

/** Draws the chart that there is, at whatever width. */
let draw = () => {};

/** A day of the backend, whose days are Cairo's. */
function daysAgo(days) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Africa/Cairo" }).format(Date.now() - days * 86_400_000);
}

/** The API leaves out days without a purchase; a line has to go down to zero there. */
function everyDay({ start_date, end_date, daily_trends }) {
  const sold = new Map(daily_trends.map((day) => [day.date, day]));
  const days = [];
  for (let day = new Date(start_date); day <= new Date(end_date); day.setUTCDate(day.getUTCDate() + 1)) {
    const date = day.toISOString().slice(0, 10);
    const { revenue = 0, purchase_count = 0 } = sold.get(date) ?? {};
    days.push({ date, purchases: purchase_count, amount: Number(revenue) });
  }
  return days;
}

async function showCourses() {
  const { courses } = await get("revenue/");
  const best = courses.toSorted((one, other) => other.revenue - one.revenue).slice(0, 6);
  fill("#courses", best, (course) => [
    isolated(course.name),
    figure(number.format(course.enrolled_count)),
    figure(number.format(course.purchase_count)),
    figure(money.format(course.revenue)),
  ]);
}

async function showCodes() {
  const is_used = find("#unused").checked ? false : undefined;
  const { results } = await get("recharge-codes/", { page_size: 8, is_used });
  fill("#codes", results, (code) => [
    made("code", {}, code.code),
    isolated(code.course_name),
    figure(money.format(code.value)),
    moment.format(new Date(code.created_at)),
    code.is_used ? isolated(code.used_by_name ?? "yes") : "not yet",
  ]);
}

/** Does what asks the API, and says what went wrong; who is not let in goes back to the log-in. */
async function attempt(where, action) {
  const message = where.querySelector(".message");
  message.hidden = true;
  try {
    await action();
  } catch (error) {
    if (error.status === 401 && where !== formOfLogIn) return showLogIn(ENDED);
    if (error.status === 403) return showLogIn(`${error.message} ${OWNER_ALONE}`);
    say(message, error.message);
  }
}

function say(message, text) {
  message.textContent = text;
  message.hidden = !text;
}

/** Nothing of what was seen stays in the page for whoever logs in next. */
function showLogIn(why = "") {
  logOut();
  draw = () => {};
  for (const part of document.querySelectorAll(SHOWN)) part.replaceChildren();
  show(formOfLogIn);
  say(formOfLogIn.querySelector(".message"), why);
  formOfLogIn.elements.password.value = "";
  formOfLogIn.elements.password.focus();
}

function show(part) {
  for (const other of [formOfLogIn, dashboard]) other.hidden = other !== part;
  for (const button of document.querySelectorAll(".logged-in")) button.hidden = part !== dashboard;
}

function fill(table, items, cells) {
  const rows = items.map((item) =>
    made("tr", {}, ...cells(item).map((cell) => (cell instanceof HTMLTableCellElement ? cell : made("td", {}, cell)))),
  );
  find(`${table} tbody`).replaceChildren(...rows);
}

const figure = (text) => made("td", { className: "figure" }, text);

/** A name, Arabic or not, that does not turn the words around it. */
const isolated = (text) => made("bdi", {}, text);

function made(name, properties, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
}

seen.addEventListener("request", ({ detail: { method, path, status, ms } }) => {
  const line = made("li", { className: status >= 200 && status < 300 ? "" : "bad" });
  line.textContent = `${method} ${path} ${status || "no answer"} in ${ms.toFixed(0)} ms`;
  find("#requests").prepend(line);
});
formOfLogIn.addEventListener("submit", (event) => {
  event.preventDefault();
  const { username, password } = formOfLogIn.elements;
  attempt(formOfLogIn, async () => {
    await logIn(username.value, password.value);
    const shown = showDashboard();
    dashboard.querySelector("h1").focus();
    await shown;
  });
});
find("#log-out").addEventListener("click", () => showLogIn());
find("#refresh").addEventListener("click", showDashboard);
new ResizeObserver(() => draw()).observe(find("#trend"));
find("#days").addEventListener("change", () => attempt(dashboard, showTrend));
find("#unused").addEventListener("change", () => attempt(dashboard, showCodes));

if (isLoggedIn()) await showDashboard();
else showLogIn();
