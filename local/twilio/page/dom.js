/** Makes elements out of words that are only ever words, and talks to the control API. */

/** An element with its properties, attributes (`aria-…`, `data-…`) and children; strings become text. */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role" || key === "for") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const DRAWINGS = {
  more: "M5 12h.01M12 12h.01M19 12h.01",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01",
  send: "M12 19V5M6 11l6-6 6 6",
  close: "M6 6l12 12M18 6L6 18",
};

/** A round button with a drawing, named for those who can't see it. */
export function iconButton(drawing, label, properties = {}) {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", DRAWINGS[drawing]);
  picture.append(path);
  return el("button", { type: "button", className: "icon", title: label, "aria-label": label, ...properties }, picture);
}

/** Fill a select with `[value, words]` pairs, only when they have changed, and choose one. */
export function choose(select, options, chosen) {
  const wanted = JSON.stringify(options);
  if (select.dataset.options !== wanted) {
    select.dataset.options = wanted;
    select.replaceChildren(...options.map(([value, words]) => el("option", { value }, words)));
  }
  if (options.some(([value]) => value === chosen)) select.value = chosen;
}

/** Call the control API; a refusal becomes an Error with its sentence. */
export async function control(method, path, fields) {
  const answer = await fetch(`/control/${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    body: fields && JSON.stringify(fields),
  });
  const body = answer.headers.get("content-type")?.startsWith("application/json") ? await answer.json() : null;
  if (!answer.ok) throw new Error(body?.error ?? body?.message ?? `The simulator answered ${answer.status}`);
  return body;
}

/** A time of day, as this place writes it. */
export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
}
