// Turns one line of a chat into elements. Words from outside only ever become text nodes.

const LINK = /<a\s+[^>]*?href="(https?:\/\/[^"\s]+)"[^>]*>([^<]*)<\/a>|(https?:\/\/[^\s<>"'，。；：、！？（）【】《》“”|｜]+)/g;
const CHOICE = /^[\s\u3000]*(\d{1,2})[.．、]\s*(\S.*)$/;

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/** What the bot offers to choose from, in its last words. */
export function choicesIn(words) {
  return words.split("\n").map(line => CHOICE.exec(line)).filter(Boolean).map(found => ({ number: found[1], label: found[2].trim() }));
}

/** @param act {{photo: (url: string) => void, click: (taskId: string, key: string) => Promise, menu: (choice) => void}} */
export function renderLine(line, names, act) {
  const content = line.content;
  if (content.kind === "notice") return make("p", { class: "notice", "data-id": line.id }, content.words);
  const mine = line.from !== "bot";
  const row = make("div", { class: `row ${mine ? "mine" : "theirs"}`, "data-id": line.id });
  const face = make("span", { class: "face", "aria-hidden": "true" }, mine ? names.me.slice(-1) : names.botFace);
  const said = make("span", { class: "hidden" }, (mine ? names.me : names.bot) + ":");
  row.append(face, make("div", { class: "said" }, said, body(content, act)));
  return row;
}

function body(content, act) {
  switch (content.kind) {
    case "text": return text(content, act);
    case "menu": return menu(content, act);
    case "photo": return photo(content.url, "照片", act);
    case "video": return video(content.url);
    case "voice": return make("div", { class: "bubble voice" }, make("span", { "aria-hidden": "true" }, "🔊 "), content.words ?? "[没听清的语音]");
    case "place": return make("div", { class: "bubble place" }, make("span", { "aria-hidden": "true" }, "📍 "), content.label || `${content.latitude}, ${content.longitude}`);
    case "card": return card(content.face, act);
    case "serviceNotice": return serviceNotice(content);
    default: return make("div", { class: "bubble" }, `[${content.kind}]`);
  }
}

function text(content, act) {
  const bubble = make("div", { class: "bubble" });
  const pictures = [];
  let end = 0;
  for (const found of content.words.matchAll(LINK)) {
    bubble.append(content.words.slice(end, found.index));
    const url = found[1] ?? found[3].replace(/[.,;:!?)]+$/, "");
    bubble.append(link(url, found[1] ? found[2] : url));
    if (!found[1]) bubble.append(found[3].slice(url.length));
    const picture = ownPicture(url);
    if (picture) pictures.push(picture);
    end = found.index + found[0].length;
  }
  bubble.append(content.words.slice(end));
  for (const user of content.mentions ?? []) {
    if (!content.words.includes("@" + user)) bubble.append(" ", make("span", { class: "mention" }, "@" + (user === "@all" ? "所有人" : user)));
  }
  if (pictures.length === 0) return bubble;
  return make("div", {}, bubble, make("div", { class: "strip" }, ...pictures.map(url => photo(url, "消息里的照片", act))));
}

function link(url, label) {
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}

function ownPicture(url) {
  const address = new URL(url, location.href);
  return address.pathname.startsWith("/photos/") ? address.pathname : null;
}

function photo(url, name, act) {
  const picture = make("img", { src: url, alt: name, loading: "lazy" });
  picture.addEventListener("error", () => picture.closest("button").replaceWith(make("div", { class: "bubble broken" }, "[照片打不开]")));
  return make("button", { type: "button", class: "photo", "aria-label": name + ",点开看大图", onclick: () => act.photo(url) }, picture);
}

function video(url) {
  return make("video", { class: "film", src: url, controls: true, preload: "metadata", "aria-label": "视频" });
}

function menu(content, act) {
  return make("div", { class: "bubble" }, content.head ?? "",
    ...content.choices.map(choice => make("button", { type: "button", class: "choice", onclick: () => act.menu(choice) }, choice.label)),
    content.tail ?? "");
}

function card(face, act) {
  const box = make("article", { class: face.sourceColour === 2 ? "card urgent" : "card" });
  if (face.source) box.append(make("p", { class: `card-source c${face.sourceColour}` }, face.source));
  if (face.title) box.append(make("h3", {}, face.title));
  if (face.subtitle) box.append(make("p", { class: "card-sub" }, face.subtitle));
  if (face.text) box.append(make("p", { class: "card-text" }, face.text));
  if (face.fields.length) box.append(fieldList(face.fields));
  if (face.link && /^https?:/.test(face.link)) box.append(make("p", { class: "card-link" }, link(face.link, "查看详情 ›")));
  if (face.buttons.length) box.append(make("div", { class: `card-buttons n${Math.min(face.buttons.length, 3)}` }, ...face.buttons.map(button => cardButton(face, button, act))));
  if (face.done) box.append(make("p", { class: "card-done" }, face.done));
  return box;
}

function serviceNotice(notice) {
  const box = make("article", { class: "card service" }, make("p", { class: "card-source" }, "服务通知"), fieldList(notice.fields));
  if (!notice.opens) return box;
  const isWeb = /^https?:/.test(notice.opens);
  box.append(make("p", { class: "card-link" }, isWeb ? link(notice.opens, "查看详情 ›") : "点开进小程序:" + notice.opens));
  return box;
}

function fieldList(fields) {
  return make("dl", {}, ...fields.map(field => make("div", {}, make("dt", {}, field.name), make("dd", {}, field.value))));
}

function cardButton(face, button, act) {
  if (button.url) return /^https?:/.test(button.url) ? link(button.url, button.text) : make("span", {}, button.text);
  return make("button", {
    type: "button",
    class: `s${button.style}`,
    "data-text": button.text,
    "data-task": face.taskId,
    "data-key": button.key,
    onclick: async event => {
      const pressed = event.currentTarget;
      pressed.disabled = true;
      await act.click(face.taskId, button.key);
      pressed.disabled = false;
    },
  }, button.text);
}
