// One case from the first photo to the rating, a step at a time; what is pressed here is done on the phones below.

import { make } from "./chat.js";

/** @param stage {{say, photos, press, advance, daytime, example: () => string}} each answers whether it was done */
export function startTour(list, stage) {
  const steps = [
    ["resident", "发两张照片", () => stage.photos("resident", ["bin-full", "bin-side"])],
    ["resident", "说一句话", () => stage.say("resident", stage.example())],
    ["resident", "提交", () => stage.say("resident", "提交")],
    ["officer", "信息员受理", () => stage.press("officer", "受理")],
    ["staff", "快进3天:催办", () => stage.advance("3.00:00:00")],
    ["officer", "点“完成”", () => stage.press("officer", "完成")],
    ["officer", "发照片和说明", async () => await stage.photos("officer", ["bin-clean"]) && await stage.say("officer", "已清运,加了一个桶") && stage.say("officer", "提交")],
    ["resident", "居民评价", () => stage.say("resident", "非常满意")],
  ];
  let next = 0;
  const buttons = steps.map(([column, name, run], index) => {
    const button = make("button", { type: "button", "data-column": column }, make("span", { class: "step", "aria-hidden": "true" }, String(index + 1)), name);
    button.addEventListener("click", async () => {
      stage.look(column);
      for (const other of buttons) other.disabled = true;
      // At night nothing of it would arrive before the morning.
      const done = await stage.daytime() && await run();
      for (const other of buttons) other.disabled = false;
      if (done) mark((index + 1) % steps.length);
    });
    return button;
  });
  list.replaceChildren(...buttons.map(button => make("li", {}, button)));
  mark(0);

  function mark(step) {
    next = step;
    buttons.forEach((button, index) => {
      button.classList.toggle("done", index < next);
      if (index === next) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    buttons[next].scrollIntoView({ block: "nearest", inline: "center" });
  }
}
