import { choicesIn, make, renderLine } from "./chat.js";
import { startTour } from "./tour.js";

const byId = id => document.getElementById(id);
const chats = new Map();      // chat → Map(line id → line)
const seen = new Map();       // chat → the newest line somebody has looked at
const clock = { at: 0, offset: 0, since: 0 };
let state;
let events;

// ——— the five phones ———

const columns = [
  { id: "resident", kind: "wechat", tab: "居民", title: "居民的微信", sub: "公众号 · 啄木鸟", bot: "啄木鸟", face: "啄" },
  { id: "officer", kind: "wecom", tab: "信息员", title: "信息员的企业微信", sub: "应用 · 啄木鸟工单", bot: "啄木鸟工单", face: "啄" },
  { id: "staff", kind: "wecom", tab: "社区", title: "社区的企业微信", sub: "应用 · 啄木鸟工单", bot: "啄木鸟工单", face: "啄" },
  { id: "propertyGroup", kind: "group", tab: "物业群", title: "物业群", sub: "企业微信群", bot: "群机器人", face: "机" },
  { id: "communityGroup", kind: "group", tab: "社区群", title: "社区群", sub: "企业微信群", bot: "群机器人", face: "机" },
];

function people(column) {
  const isGroup = kinds => state.groups.filter(group => kinds.includes(group.kind)).map(group => ({ chat: group.chat, id: null, name: group.name, under: null }));
  const isMember = test => state.members.filter(member => test(member.role)).map(member => ({ chat: member.chat, id: member.id, name: member.name, under: member.organisationName }));
  switch (column.id) {
    case "resident": return state.residents.map(resident => ({ chat: resident.chat, id: resident.id, name: resident.name, under: null }));
    case "officer": return isMember(role => role !== "CommunityStaff");
    case "staff": return isMember(role => role === "CommunityStaff");
    case "propertyGroup": return isGroup(["Property", "Unit", "Department", "CommandCentre"]);
    default: return isGroup(["Community", "Township"]);
  }
}

function build(column, index) {
  column.select = make("select", { "aria-label": column.kind === "group" ? "换一个群" : "换一个人", onchange: () => choose(column, column.select.value) });
  column.badge = make("span", { class: "badge", role: "status", hidden: true });
  column.log = make("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": column.title, tabindex: "0" });
  column.log.addEventListener("scroll", () => { column.atEnd = column.log.scrollHeight - column.log.scrollTop - column.log.clientHeight < 90; });
  new ResizeObserver(() => { if (column.atEnd) toEnd(column); }).observe(column.log);
  column.hints = make("div", { class: "hints", role: "group", "aria-label": "一点就发的例子" });
  column.barTime = make("span", {}, "");
  column.sub = make("p", {}, column.sub);
  column.phone = make("section", { class: `phone ${column.kind}`, id: "phone-" + column.id, "aria-label": column.title },
    make("div", { class: "bar", "aria-hidden": "true" }, column.barTime, make("span", { class: "signal" }, "●●●●")),
    make("header", {}, make("h2", {}, column.title), column.sub,
      make("div", { class: "switch" }, column.select, column.badge)),
    column.log, column.hints,
    column.kind === "group" ? make("p", { class: "listen" }, "群里的机器人只发通知") : composer(column));
  column.tabButton = make("button", { type: "button", role: "tab", "aria-controls": column.phone.id, "aria-selected": index === 0, onclick: () => look(column.id) }, column.tab, make("span", { class: "dot", hidden: true }));
  byId("phones").append(column.phone);
  byId("tabs").append(column.tabButton);
}

function composer(column) {
  column.input = make("textarea", { rows: "1", maxlength: "2000", "aria-label": "写一句话", placeholder: "说一句话" });
  column.drawer = make("div", { class: "drawer", hidden: true });
  column.more = make("button", { type: "button", class: "more", "aria-label": "照片、位置、扫码、语音", "aria-expanded": "false", onclick: () => openDrawer(column, column.drawer.hidden) }, "+");
  const form = make("form", { class: "composer" }, column.more, column.input, make("button", { class: "send" }, "发送"));
  form.addEventListener("submit", event => {
    event.preventDefault();
    sendTyped(column);
  });
  column.input.addEventListener("keydown", event => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      sendTyped(column);
    }
  });
  column.input.addEventListener("input", () => grow(column.input));
  return make("div", { class: "write" }, form, column.drawer);
}

function grow(input) {
  input.style.height = "auto";
  input.style.height = Math.min(input.scrollHeight, 110) + "px";
}

function openDrawer(column, open) {
  column.drawer.hidden = !open;
  column.more.setAttribute("aria-expanded", String(open));
  if (!open) return;
  const chosen = new Set();
  const send = make("button", { type: "button", class: "send", disabled: true }, "选照片");
  send.addEventListener("click", async () => {
    openDrawer(column, false);
    await photos(column, [...chosen]);
  });
  const samples = [...state.samples].sort((a, b) => column.kind === "wechat" ? a.result - b.result : b.result - a.result);
  const grid = make("div", { class: "samples" }, ...samples.map(sample => make("button", {
    type: "button",
    "aria-pressed": "false",
    onclick: event => {
      const on = !chosen.delete(sample.id);
      if (on) chosen.add(sample.id);
      event.currentTarget.setAttribute("aria-pressed", String(on));
      send.disabled = chosen.size === 0;
      send.textContent = chosen.size === 0 ? "选照片" : `发送 ${chosen.size} 张`;
    },
  }, make("img", { src: sample.url, alt: "" }), make("span", {}, sample.name))));
  const files = make("input", { type: "file", accept: "image/*,video/mp4", multiple: true, class: "hidden", tabindex: "-1", "aria-label": "本机照片或视频" });
  files.addEventListener("change", async () => {
    openDrawer(column, false);
    await upload(column, files.files);
  });
  const places = state.compounds.filter(compound => compound.latitude !== undefined && compound.longitude !== undefined);
  column.drawer.replaceChildren(grid, make("div", { class: "drawer-row" },
    make("button", { type: "button", onclick: () => files.click() }, "本机照片、视频"), files,
    places.length && !isMini(column.chat) ? make("button", { type: "button", onclick: () => { openDrawer(column, false); place(column, places[0]); } }, "发位置") : null,
    ...column.kind === "wechat" && !isMini(column.chat) ? residentActs(column) : [],
    send));
}

// What else a resident's phone can do; a mini-program's customer service takes words and photos only.
function residentActs(column) {
  const act = (label, run) => make("button", { type: "button", onclick: () => { openDrawer(column, false); run(); } }, label);
  const compound = state.compounds[0];
  return [
    compound ? act("扫电梯厅的码", () => scan(column, `compound:${compound.id}:3号楼电梯厅`)) : null,
    act("说一段语音", () => post("voice", { who: column.chat, text: "三号楼电梯厅的灯坏了好几天了" })),
    act("说不清的语音", () => post("voice", { who: column.chat })),
    act("取消关注", () => post("unfollow", { who: column.chat })),
  ];
}

// ——— acts ———

async function post(path, body) {
  const isForm = body instanceof FormData;
  try {
    const answer = await fetch("/simulator/" + path, { method: "POST", body: isForm ? body : JSON.stringify(body), headers: isForm ? {} : { "Content-Type": "application/json" } });
    if (answer.ok) return await answer.json();
    const why = await answer.json().catch(() => ({}));
    toast(why.reason ? "没有发出去:" + why.reason : "网关没有收下这条消息(" + (why.status || answer.status) + ")");
  } catch {
    toast("连不上服务,请看它是否还开着。");
  }
  return null;
}

const who = column => state.residents.concat(state.members).find(person => person.chat === column.chat)?.id;
const say = async (column, text, menuChoice) => await post("say", { who: column.chat, text, menuChoice }) !== null;
const photos = async (column, samples) => await post("photo", { who: column.chat, samples }) !== null;
const follow = column => post("follow", { who: column.chat });
// A stranger who scans a poster follows by it.
const scan = (column, scene) => post(linesOf(column.chat).length === 0 ? "follow" : "scan", { who: column.chat, scene });
const place = (column, compound) => post("location", { who: column.chat, latitude: compound.latitude, longitude: compound.longitude, label: compound.name });

async function upload(column, files) {
  const form = new FormData();
  form.append("who", column.chat);
  for (const file of files) form.append("photos", file);
  if (files.length) await post("photo", form);
}

async function sendTyped(column) {
  const text = column.input.value.trim();
  if (!text) return;
  column.input.value = "";
  grow(column.input);
  if (!await say(column, text)) column.input.value ||= text;
  column.input.focus();
}

const click = (column, taskId, key) => post("click", { user: who(column), taskId, key });

// The card may still be on its way (the courier brings it a moment after the answer), so it is waited for a little.
async function press(column, name) {
  const find = () => [...column.log.querySelectorAll(".card-buttons button")].filter(button => button.dataset.text.includes(name) && !button.disabled).at(-1);
  const until = Date.now() + 8000;
  while (!find() && Date.now() < until) await new Promise(resume => setTimeout(resume, 100));
  const button = find();
  if (!button) {
    toast(`${column.tab}的卡片上现在没有“${name}”`);
    return false;
  }
  button.scrollIntoView({ block: "center" });
  button.classList.add("pressed");
  return await click(column, button.dataset.task, button.dataset.key) !== null;
}

async function advance(by) {
  const buttons = document.querySelectorAll("[data-advance]");
  buttons.forEach(button => { button.disabled = true; });
  byId("today").textContent = " 正在过这段时间…";
  const answer = await post("clock", { advance: by });
  buttons.forEach(button => { button.disabled = false; });
  if (answer) setClock(answer.now);
  tick();
  return answer !== null;
}

// ——— night: what can wait, waits ———

const minutes = time => +time.slice(0, 2) * 60 + +time.slice(3);

// How long the quiet hours still last; 0 in the day. They may reach over midnight.
function untilMorning() {
  if (!state?.night) return 0;
  const length = 24 * 60 * 60e3;
  const from = minutes(state.night.from) * 60e3;
  const to = minutes(state.night.to) * 60e3;
  const time = (current() + clock.offset) % length;
  const left = (to - time + length) % length || length;
  return left <= (to - from + length) % length ? left : 0;
}

function morningWords() {
  const rest = minutes(state.night.to) % 60;
  return `早上 ${+state.night.to.slice(0, 2)} 点${rest ? ` ${rest} 分` : ""}`;
}

async function toMorning() {
  const seconds = Math.ceil(untilMorning() / 1000);
  if (seconds === 0) return true;
  toast(`现在是夜里,先把时间快进到${morningWords()}`);
  return await advance([seconds / 3600, seconds / 60 % 60, seconds % 60].map(part => two(Math.floor(part))).join(":"));
}

function showNight() {
  const night = byId("night");
  const asleep = untilMorning() > 0;
  if (night.hidden === !asleep) return;
  night.hidden = !asleep;
  if (!asleep) return;
  night.querySelector("span").textContent = `现在是夜里,普通派单${morningWords()}送达;险情立即送达`;
  night.querySelector("button").textContent = `快进到${morningWords()}`;
}

// ——— showing ———

function choose(column, chat) {
  if (chat === "new") {
    const number = state.residents.length + 1;
    const id = "oSim-resident-" + Math.random().toString(36).slice(2, 10);
    state.residents.push({ id, name: `居民${number}号`, chat: "wechat:" + id });
    column.chat = "wechat:" + id;
    fillSelect(column);
    show(column);
    follow(column);
    return;
  }
  column.chat = chat;
  show(column);
  refreshUnread();
}

function fillSelect(column) {
  const all = people(column);
  if (!all.some(person => person.chat === column.chat)) column.chat = state.columns[column.id] ?? all[0]?.chat;
  const options = new Map();
  for (const person of all) {
    const unread = person.chat !== column.chat && isUnread(person.chat);
    const option = make("option", { value: person.chat, selected: person.chat === column.chat }, (unread ? "● " : "") + person.name);
    const under = person.under ?? "";
    options.set(under, [...options.get(under) ?? [], option]);
  }
  column.select.replaceChildren(...[...options].flatMap(([under, list]) => under ? [make("optgroup", { label: under }, ...list)] : list));
  if (column.id === "resident") column.select.append(make("option", { value: "new" }, "+ 新来的居民"));
  const others = all.filter((person, index) => person.chat !== column.chat && isUnread(person.chat) && all.findIndex(other => other.chat === person.chat) === index).length;
  column.badge.hidden = others === 0;
  column.badge.textContent = others ? String(others) : "";
  column.badge.title = `另有 ${others} 个会话有新消息`;
}

const isMini = chat => chat.startsWith("miniprogram:");
const linesOf = chat => [...chats.get(chat)?.values() ?? []].sort((a, b) => a.id - b.id);
const isUnread = chat => (linesOf(chat).at(-1)?.id ?? 0) > (seen.get(chat) ?? 0);
const isVisible = column => column.phone.offsetParent !== null;

function show(column) {
  if (column.kind === "wechat") column.sub.textContent = isMini(column.chat) ? "小程序客服 · 啄木鸟" : "公众号 · 啄木鸟";
  const lines = linesOf(column.chat);
  const log = column.log;
  const isOther = column.shown !== column.chat;
  if (isOther) {
    column.shown = column.chat;
    column.rows = new Map();
    column.lastAt = 0;
    log.replaceChildren();
  }
  // A reader of the screen hears what is new, not the whole chat again.
  log.setAttribute("aria-busy", String(isOther));
  const follows = isOther || column.atEnd;
  const added = lines.filter(line => !column.rows.has(line.id));
  for (const line of lines) showLine(column, line);
  for (const [id, row] of column.rows) {
    if (chats.get(column.chat)?.has(id)) continue;
    row.element.remove();
    column.rows.delete(id);
  }
  if (lines.length === 0) log.replaceChildren(make("p", { class: "empty" }, emptyWords(column)));
  if (follows || added.some(line => line.from !== "bot")) toEnd(column);
  log.setAttribute("aria-busy", "false");
  if (isVisible(column)) seen.set(column.chat, lines.at(-1)?.id ?? 0);
  showHints(column, lines);
}

function showLine(column, line) {
  const known = column.rows.get(line.id);
  if (known?.change === line.change) return;
  const me = people(column).find(person => person.chat === column.chat)?.name ?? "我";
  const element = renderLine(line, { me, bot: column.bot, botFace: column.face }, {
    photo: zoom,
    click: (taskId, key) => click(column, taskId, key),
    menu: choice => say(column, choice.label, choice.id),
  });
  column.rows.set(line.id, { change: line.change, element });
  if (known) {
    known.element.replaceWith(element);
    return;
  }
  column.log.querySelector(".empty")?.remove();
  const at = Date.parse(line.at);
  if (at - column.lastAt > 5 * 60e3) column.log.append(make("p", { class: "when" }, moment(at)));
  column.lastAt = at;
  column.log.append(element);
}

function emptyWords(column) {
  if (column.kind === "group") return "还没有通知";
  return column.kind === "wecom" ? "还没有工单" : "还没有说过话。点下面的例子试试。";
}

function example() {
  return (state.compounds[0]?.name ?? "") + "3号楼2单元门口垃圾桶满了好几天没人清";
}

function showHints(column, lines) {
  if (column.kind === "group") return;
  const chip = (label, run, strong) => make("button", { type: "button", class: strong ? "chip strong" : "chip", title: label, onclick: run }, label);
  const last = lines.filter(line => line.from === "bot" && line.content.kind === "text").at(-1);
  const answered = last && lines.some(line => line.id > last.id && line.from !== "bot");
  const chips = last && !answered ? choicesIn(last.content.words).slice(0, 8).map(choice => chip(`${choice.number}. ${choice.label}`, () => say(column, choice.number), true)) : [];
  if (chips.length === 0) {
    const text = words => chip(words, () => say(column, words));
    if (column.kind === "wechat") {
      if (lines.length === 0) chips.push(chip(isMini(column.chat) ? "打开小程序客服" : "关注公众号", () => follow(column), true));
      chips.push(chip("发两张照片", () => photos(column, ["bin-full", "bin-side"])), text(example()), text("进度"), text("东门路灯又不亮了"), text("12栋一楼有很重的煤气味!!"), text("帮助"));
    } else if (column.id === "officer") {
      chips.push(chip("发处理后的照片", () => photos(column, ["bin-clean"])), text("已清运,加了一个桶"), text("我的待办"), text("帮助"));
    } else {
      chips.push(text("我的待办"), text("帮助"));
    }
  }
  column.hints.replaceChildren(make("span", { class: "hints-name" }, last && !answered && chips[0]?.classList.contains("strong") ? "选" : "试试"), ...chips);
  column.hints.scrollLeft = 0;
}

function refreshUnread() {
  for (const column of columns) {
    fillSelect(column);
    const hereUnread = !isVisible(column) && isUnread(column.chat);
    column.tabButton.querySelector(".dot").hidden = !(hereUnread || (!isVisible(column) && !column.badge.hidden));
  }
}

function look(id) {
  for (const column of columns) {
    const on = column.id === id;
    column.phone.classList.toggle("current", on);
    column.tabButton.setAttribute("aria-selected", String(on));
    if (!on) continue;
    show(column);
    toEnd(column);
  }
  refreshUnread();
}

function toEnd(column) {
  column.atEnd = true;
  column.log.scrollTop = column.log.scrollHeight;
}

function take(lines) {
  const touched = new Set();
  for (const line of lines) {
    if (!chats.has(line.chat)) chats.set(line.chat, new Map());
    const chat = chats.get(line.chat);
    chat.set(line.id, line);
    if (chat.size > 500) chat.delete(Math.min(...chat.keys()));
    touched.add(line.chat);
    if (/^(wechat|miniprogram):/.test(line.chat) && !state.residents.some(resident => resident.chat === line.chat)) {
      const id = line.chat.slice(line.chat.indexOf(":") + 1);
      state.residents.push({ id, name: id, chat: line.chat });
    }
  }
  for (const column of columns) if (touched.has(column.chat)) show(column);
  refreshUnread();
}

function zoom(url) {
  const dialog = byId("zoom");
  dialog.querySelector("img").src = url;
  dialog.showModal();
}

let toastTimer;
function toast(words) {
  const box = byId("toast");
  box.textContent = words;
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { box.hidden = true; }, 6000);
}

// ——— time: the city's, whatever the browser's ———

function setClock(now) {
  const zone = /([+-])(\d\d):(\d\d)$/.exec(now);
  clock.offset = zone ? (zone[1] === "-" ? -1 : 1) * (zone[2] * 60 + +zone[3]) * 60e3 : 0;
  clock.at = Date.parse(now);
  clock.since = performance.now();
}

const two = number => String(number).padStart(2, "0");
const local = at => new Date(at + clock.offset);
const day = date => `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
const hour = date => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;

function moment(at) {
  const date = local(at);
  return `${day(date)} ${hour(date)}`;
}

const current = () => clock.at + performance.now() - clock.since;

function tick() {
  const date = local(current());
  byId("now").textContent = hour(date);
  byId("now").setAttribute("datetime", new Date(current()).toISOString());
  byId("today").textContent = ` ${day(date)} 星期${"日一二三四五六"[date.getUTCDay()]}`;
  for (const column of columns) column.barTime.textContent = hour(date);
  showNight();
}

// ——— start and keep up ———

function live(words, on) {
  byId("live").textContent = words;
  byId("live").classList.toggle("on", on);
}

async function load() {
  const answer = await fetch("/simulator/state", { cache: "no-store" });
  state = await answer.json();
  chats.clear();
  for (const [chat, lines] of Object.entries(state.transcripts)) {
    chats.set(chat, new Map(lines.map(line => [line.id, line])));
    if (!seen.has(chat)) seen.set(chat, lines.at(-1)?.id ?? 0);
  }
  setClock(state.now);
  byId("city").textContent = state.city + " · ";
  byId("api-key").textContent = state.apiKey ?? "未设置";
  for (const column of columns) {
    column.chat ??= state.columns[column.id];
    column.shown = null;
    fillSelect(column);
    show(column);
  }
  refreshUnread();
  tick();
}

function listen() {
  events?.close();
  events = new EventSource(`/simulator/events?after=${encodeURIComponent(`${state.run}:${state.change}`)}`);
  const on = (kind, run) => events.addEventListener(kind, event => {
    live("运行中", true);
    const data = JSON.parse(event.data);
    setClock(data.now);
    run?.(data);
  });
  on("pulse");
  on("lines", data => take(data.lines));
  on("reload", () => begin());
  events.addEventListener("error", () => {
    live("重新连接…", false);
    if (events.readyState === EventSource.CLOSED) setTimeout(begin, 2000);
  });
}

async function begin() {
  events?.close();
  try {
    await load();
    listen();
  } catch {
    live("连不上服务", false);
    setTimeout(begin, 2000);
  }
}

columns.forEach(build);
for (const button of document.querySelectorAll("[data-advance]")) button.addEventListener("click", () => advance(button.dataset.advance));
byId("night").querySelector("button").addEventListener("click", event => {
  event.currentTarget.disabled = true;
  toMorning().finally(() => { byId("night").querySelector("button").disabled = false; });
});
byId("zoom").addEventListener("click", () => byId("zoom").close());
await begin();
look("resident");
const find = id => columns.find(column => column.id === id);
startTour(byId("tour"), {
  say: (id, text) => say(find(id), text),
  photos: (id, samples) => photos(find(id), samples),
  press: (id, name) => press(find(id), name),
  advance,
  daytime: toMorning,
  example,
  look,
});
setInterval(tick, 1000);
