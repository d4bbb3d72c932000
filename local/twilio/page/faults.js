/** The panel of troubles: a switch for each, for one phone or all, once or until it is switched off. */

import { choose, clock, control, el, iconButton } from "./dom.js";

const OFTEN = [["", "always"], ["1", "once"], ["3", "3 times"], ["10", "10 times"]];

export class FaultsView {
  constructor(element, onclose) {
    this.element = element;
    this.rows = new Map();
    this.phone = el("select", { onchange: () => this.#show() });
    this.times = el("select");
    choose(this.times, OFTEN, "");
    this.list = el("div");
    this.pace = el("input", { type: "number", min: "0", step: "0.1", onchange: () => control("POST", "pace", { stepDelay: Number(this.pace.value) }) });
    this.troubles = el("ul", { className: "troubles" });
    this.note = el("p", { className: "link", role: "status", hidden: true });
    element.append(
      el("div", { className: "panel-top" }, el("h2", {}, "Faults"), iconButton("close", "Close faults", { onclick: onclose })),
      el("div", { className: "pair" },
        el("label", { className: "field" }, "Hits", this.phone),
        el("label", { className: "field" }, "How often", this.times)),
      this.list,
      el("h3", {}, "The whole of Twilio"),
      el("div", { className: "pair" },
        el("label", { className: "field" }, "Seconds between two states", this.pace),
        el("div", { className: "field" }, "Unreachable", el("button", { type: "button", className: "button", onclick: () => this.#offline() }, "For 10 seconds"))),
      this.note,
      el("h3", {}, "Everything right again"),
      el("button", { type: "button", className: "button", onclick: () => control("DELETE", "faults") }, "Clear all faults"),
      el("h3", {}, "Twilio's error log"),
      this.troubles,
    );
  }

  /** Show what is switched on now. */
  update(state) {
    this.state = state;
    const phones = state.phones.map((phone) => [phone.number, phone.name]);
    choose(this.phone, [["", "every phone"], ...phones], this.phone.value);
    if (document.activeElement !== this.pace) this.pace.value = state.stepDelay;
    if (this.rows.size === 0) this.#build(state.kinds);
    this.#show();
    this.troubles.replaceChildren(...(state.troubles.length ? state.troubles.map(trouble) : [el("li", {}, "Nothing went wrong.")]));
  }

  #build(kinds) {
    let group = null;
    for (const [name, kind] of Object.entries(kinds)) {
      if (kind.group !== group) {
        group = kind.group;
        this.list.append(el("h3", {}, group));
      }
      const row = new FaultRow(name, kind, (on, value) => this.#switch(name, on, value));
      this.rows.set(name, row);
      this.list.append(row.element);
    }
  }

  #show() {
    for (const [name, row] of this.rows) {
      row.update(this.state.faults.find((fault) => fault.name === name && fault.phone === this.phone.value));
    }
  }

  #switch(name, on, value) {
    const phone = this.phone.value;
    if (!on) return control("DELETE", `faults?${new URLSearchParams({ name, phone })}`);
    const times = this.times.value ? { times: Number(this.times.value) } : {};
    return control("POST", "faults", { name, phone, value, ...times });
  }

  async #offline() {
    await control("POST", "offline", { seconds: 10 });
    this.note.hidden = false;
    this.note.textContent = "Twilio refuses connections; it is back in 10 seconds.";
    setTimeout(() => { this.note.hidden = true; }, 11000);
  }
}

class FaultRow {
  constructor(name, kind, change) {
    this.toggle = el("input", { type: "checkbox", role: "switch", className: "switch", id: `fault-${name}`, onchange: () => change(this.toggle.checked, this.#amount()) });
    this.left = el("span");
    this.value = kind.unit ? el("input", { type: "number", min: "0", value: kind.usual, "aria-label": `${kind.words}: ${kind.unit}`, onchange: () => { if (this.toggle.checked) change(true, this.#amount()); } }) : null;
    this.amount = el("div", { className: "amount" }, ...(this.value ? [this.value, kind.unit] : []), this.left);
    this.element = el("div", { className: "fault" }, el("label", { for: this.toggle.id }, kind.words), this.toggle, this.amount);
  }

  update(fault) {
    this.toggle.checked = Boolean(fault);
    this.left.textContent = fault?.times ? `${fault.times} more` : "";
    if (fault && this.value && document.activeElement !== this.value) this.value.value = fault.value;
    this.amount.hidden = !fault;
  }

  #amount() {
    return this.value ? Number(this.value.value) : 0;
  }
}

function trouble(entry) {
  const answer = entry.status ? `answered ${entry.status}` : entry.kind === "answer" ? "sent no TwiML" : "can't be reached";
  return el("li", {}, el("time", {}, clock(entry.at)), ` · ${entry.error_code} · ${entry.url} ${answer}`);
}
