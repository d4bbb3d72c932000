/** What the API's words for numbers and opt-outs are called by people. */
import type { OptOut, Person } from "../api/client";

type Entry = Person["history"][number];

const LINE_TYPES: Partial<Record<string, string>> = {
  mobile: "Mobile",
  landline: "Landline",
  fixedVoip: "Internet phone (fixed)",
  nonFixedVoip: "Internet phone",
  tollFree: "Toll-free",
  premium: "Premium rate",
  sharedCost: "Shared cost",
  uan: "Company-wide number",
  voicemail: "Voicemail",
  pager: "Pager",
  personal: "Personal number",
  unknown: "Unknown type",
};

export function lineType(type: string | null): string {
  return type === null ? "Not checked yet" : (LINE_TYPES[type] ?? "Unknown type");
}

const SOURCES: Record<OptOut["source"], string> = {
  keyword: "By text",
  provider: "From the carrier",
  hand: "By hand",
  import: "Imported",
};

export function optOutSource(source: OptOut["source"]): string {
  return SOURCES[source];
}

const ACTIONS: Record<Entry["action"], string> = {
  opted_out: "Opted out",
  opted_in: "Opted in again",
  blocked: "Blocked",
  unblocked: "Unblocked",
};
const HOW: Record<Entry["source"], string> = {
  keyword: "by text",
  provider: "by the carrier",
  hand: "by hand",
  import: "by import",
  carrier: "carriers filtered the messages",
  inbound: "they texted you",
};

/** “Opted out by hand, Dana Reyes”. */
export function happening({ action, source, userName }: Entry): string {
  const how = source === "carrier" || source === "inbound" ? `: ${HOW[source]}` : ` ${HOW[source]}`;
  return `${ACTIONS[action]}${how}${userName === null ? "" : `, ${userName}`}`;
}
