/** One phone on the table: its texts as bubbles, a field to write, and what becomes of texts to it. */

import { choose, clock, control, el, iconButton } from "./dom.js";

const LARGEST_FILE = 5 * 1024 * 1024;

export class PhoneView {
  constructor(number) {
    this.number = number;
    this.shown = "";
    this.pictures = [];
    this.element = el("article", { className: "phone", "aria-label": `Phone ${number}` }, this.#top(), this.#badge(), this.#settings(), this.#log(), this.#compose());
  }

  /** Show the phone as the simulator has it now. */
  update(phone, state) {
    const name = phone.name === phone.number ? phone.written : phone.name;
    this.name.textContent = name;
    this.element.setAttribute("aria-label", `${name}'s phone`);
    this.written.textContent = phone.lineType === "mobile" ? phone.written : `${phone.written} · ${phone.lineType}`;
    this.avatar.textContent = initials(phone.name);
    choose(this.outcome, state.outcomes, phone.outcome);
    choose(this.lineType, state.lineTypes.map((type) => [type, type]), phone.lineType);
    const numbers = state.numbers.map((number) => [number.number, `To ${label(number)}`]);
    const latest = phone.texts.at(-1)?.with;
    choose(this.to, numbers, this.to.value || latest);
    for (const control of [this.to, this.send, ...this.words]) control.disabled = numbers.length === 0;
    this.#showFaults(state.faults.filter((fault) => fault.phone === phone.number), state.kinds, phone);
    this.#showTexts(phone.texts, state.numbers);
  }

  #top() {
    this.avatar = el("span", { className: "avatar", "aria-hidden": "true" });
    this.name = el("h2");
    this.written = el("p");
    this.more = iconButton("more", "Phone settings", {
      "aria-expanded": "false",
      onclick: () => {
        this.settings.hidden = !this.settings.hidden;
        this.more.setAttribute("aria-expanded", String(!this.settings.hidden));
      },
    });
    return el("div", { className: "phone-top" }, this.avatar, el("div", { className: "who" }, this.name, this.written), this.more);
  }

  #badge() {
    this.badge = el("p", { className: "badge", hidden: true });
    return this.badge;
  }

  #settings() {
    this.outcome = el("select", { onchange: () => this.#change({ outcome: this.outcome.value }) });
    this.lineType = el("select", { onchange: () => this.#change({ lineType: this.lineType.value }) });
    this.settings = el("div", { className: "settings", hidden: true },
      el("label", { className: "field" }, "Texts to this phone", this.outcome),
      el("label", { className: "field" }, "Kind of line, as Lookup tells it", this.lineType),
      el("button", { type: "button", className: "button", onclick: () => this.#attempt(control("DELETE", `phones/${this.#path()}`)) }, "Put away"),
    );
    return this.settings;
  }

  #log() {
    this.log = el("div", { className: "log", role: "log", tabIndex: 0, "aria-label": "Texts" });
    return this.log;
  }

  #compose() {
    this.to = el("select", { className: "chooser", "aria-label": "Text to" });
    this.words = ["STOP", "START", "HELP"].map((word) => el("button", { type: "button", className: "chip", onclick: () => this.#text(word) }, word));
    this.body = el("textarea", { rows: 1, placeholder: "Text message", "aria-label": "Text message", onkeydown: (event) => this.#key(event) });
    this.file = el("input", { type: "file", multiple: true, hidden: true, onchange: () => this.#attach() });
    this.send = iconButton("send", "Send", { className: "icon send", type: "submit" });
    this.attached = el("p", { className: "attached", hidden: true });
    this.error = el("p", { className: "error", role: "alert", hidden: true });
    const submit = (event) => {
      event.preventDefault();
      this.#text(this.body.value);
    };
    return el("form", { className: "compose", onsubmit: submit }, this.error,
      this.to, el("div", { className: "chips" }, ...this.words), this.attached,
      el("div", { className: "writing" }, iconButton("picture", "Add a picture or file", { onclick: () => this.file.click() }), this.file, this.body, this.send),
    );
  }

  #key(event) {
    const isComposing = event.isComposing || event.keyCode === 229; // the latter is Safari's, of the key that ends a composition
    if (event.key === "Enter" && !event.shiftKey && !isComposing) {
      event.preventDefault();
      this.#text(this.body.value);
    }
  }

  async #text(body) {
    if (!body.trim() && this.pictures.length === 0) return;
    const fields = { to: this.to.value, body, pictures: this.pictures };
    if (await this.#attempt(control("POST", `phones/${this.#path()}/texts`, fields))) {
      if (body === this.body.value) this.body.value = "";
      this.pictures = [];
      this.attached.hidden = true;
    }
  }

  async #attach() {
    const files = [...this.file.files].filter((file) => file.size <= LARGEST_FILE).slice(0, 10);
    this.pictures = await Promise.all(files.map(async (file) => ({ contentType: file.type || "application/octet-stream", base64: await base64(file) })));
    this.attached.hidden = files.length === 0;
    this.attached.textContent = `Goes along: ${files.map((file) => file.name).join(", ")}`;
    this.file.value = "";
  }

  #change(fields) {
    return this.#attempt(control("POST", "phones", { number: this.number, ...fields }));
  }

  async #attempt(call) {
    try {
      await call;
      this.error.hidden = true;
      return true;
    } catch (error) {
      this.error.textContent = error.message;
      this.error.hidden = false;
      return false;
    }
  }

  #showFaults(faults, kinds, phone) {
    const words = faults.map((fault) => kinds[fault.name].words);
    if (phone.outcome !== "delivered") words.unshift(this.outcome.selectedOptions[0]?.textContent ?? "");
    this.badge.hidden = words.length === 0;
    this.badge.textContent = words.join(" · ");
  }

  #showTexts(texts, numbers) {
    const wanted = JSON.stringify(texts);
    if (wanted === this.shown) return;
    this.shown = wanted;
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 48;
    const written = Object.fromEntries(numbers.map((number) => [number.number, label(number)]));
    const items = [];
    let party = null;
    for (const text of texts) {
      if (text.with && text.with !== party) {
        party = text.with;
        items.push(el("p", { className: "party" }, written[party] ?? party));
      }
      items.push(...bubble(text));
    }
    this.log.replaceChildren(...(items.length ? items : [el("p", { className: "silence" }, "No texts yet.")]));
    if (atEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  #path() {
    return encodeURIComponent(this.number);
  }
}

/** A text's bubble and the line below it; one that the phone never got is only hinted at. */
function bubble(text) {
  const side = text.mine ? "mine" : "theirs";
  const lost = !text.arrived && (text.errorCode || text.status === "failed");
  const onItsWay = !text.arrived && !lost;
  const content = text.pictures.map(picture);
  const body = el("div", { className: `bubble ${side}${text.arrived ? "" : " ghost"}` }, ...content, text.body);
  const words = lost ? `Never arrived · ${text.status} ${text.errorCode ?? ""}` : onItsWay ? `On its way · ${text.status}` : clock(text.at);
  return [body, el("p", { className: `stamp${text.mine ? " right" : ""}${lost ? " bad" : ""}` }, words)];
}

/** A firm's number and its name, if it has one. */
function label(number) {
  const words = number.name === number.written ? number.written : `${number.name} · ${number.written}`;
  return number.webhook ? words : `${words} (no webhook)`;
}

function picture(media) {
  if (media.url) return el("a", { href: media.url, target: "_blank", rel: "noreferrer" }, media.url, "\n");
  if (!media.contentType.startsWith("image/")) return el("p", { className: "file" }, media.contentType);
  return el("img", { src: `/control/pictures/${media.sid}`, alt: "Picture" });
}

function initials(name) {
  const letters = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word)).map((word) => [...word][0]);
  return letters.length ? letters.slice(0, 2).join("").toUpperCase() : "#";
}

async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
