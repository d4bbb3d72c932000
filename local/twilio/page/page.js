/** The table: keeps the phones and the faults panel as the simulator has them, live. */

import { control, el } from "./dom.js";
import { FaultsView } from "./faults.js";
import { PhoneView } from "./phone.js";

const byId = (id) => document.getElementById(id);
const table = byId("table");
const panel = byId("faults");
const dialog = byId("add");
const form = byId("add-form");
const phones = new Map();
const faults = new FaultsView(panel, () => showFaults(false));
const nothing = el("p", { className: "nothing" }, el("strong", {}, "No phones on the table yet"), "Add one, then text to a firm's number and see what comes back.");

function show(state) {
  const wanted = new Set(state.phones.map((phone) => phone.number));
  for (const [number, view] of phones) {
    if (wanted.has(number)) continue;
    view.element.remove();
    phones.delete(number);
  }
  for (const phone of state.phones) {
    if (!phones.has(phone.number)) {
      phones.set(phone.number, new PhoneView(phone.number));
      table.append(phones.get(phone.number).element);
    }
    phones.get(phone.number).update(phone, state);
  }
  if (state.phones.length === 0) table.append(nothing);
  else nothing.remove();
  faults.update(state);
  byId("fault-count").hidden = state.faults.length === 0;
  byId("fault-count").textContent = state.faults.length;
  showStrangers(state.strangers);
}

function showStrangers(strangers) {
  const box = byId("strangers");
  box.hidden = strangers.length === 0;
  const hold = (number) => el("button", { type: "button", className: "chip", onclick: () => { form.elements.number.value = number.written; } }, number.written);
  box.replaceChildren(el("p", {}, "Texted lately:"), ...strangers.map(hold));
}

function showFaults(open) {
  panel.hidden = !open;
  byId("open-faults").setAttribute("aria-expanded", String(open));
  byId("open-faults").focus();
}

function listen() {
  const link = byId("link");
  const say = (words, kind) => {
    link.textContent = words;
    link.className = `link ${kind}`;
  };
  let busy = false;
  let again = false;
  const refresh = async () => {
    again = busy;
    if (busy) return;
    busy = true;
    try {
      show(await control("GET", "state"));
      say("Live", "on");
    } catch {
      say("No connection to the simulator", "off");
    }
    busy = false;
    if (again) refresh();
  };
  const events = new EventSource("/control/events");
  events.onmessage = refresh;
  events.onerror = () => say("No connection to the simulator", "off");
}

byId("open-faults").onclick = () => showFaults(panel.hidden);
byId("open-add").onclick = () => {
  form.reset();
  byId("add-error").hidden = true;
  dialog.showModal();
};
byId("add-cancel").onclick = () => dialog.close();
form.onsubmit = async (event) => {
  event.preventDefault();
  const number = form.elements.number.value;
  const name = form.elements.name.value.trim();
  try {
    await control("POST", "phones", name ? { number, name } : { number });
    dialog.close();
  } catch (error) {
    byId("add-error").textContent = error.message;
    byId("add-error").hidden = false;
  }
};
listen();
