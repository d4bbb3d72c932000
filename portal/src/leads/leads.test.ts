import { expect, test } from "vitest";
import type { Lead } from "../api/client";
import { ALL, fromAddress, isFiltered, toAddress, toQuery } from "./filters";
import { allLeads, withAdded, withChanged, withoutLead, type LeadPages } from "./leads";

const lead = (id: string, name = id) => ({ id, name }) as Lead;
const pages = (...ids: string[][]): LeadPages => ({
  pages: ids.map((page) => ({ leads: page.map((id) => lead(id)), next: null })),
  pageParams: [],
});
const ids = (known: LeadPages) =>
  allLeads(known)
    .map(({ id }) => id)
    .join(" ");

test("a lead that was just added is on top, once, also when the list has it by now", () => {
  expect(ids(withAdded(pages(["a", "b"], ["c"]), lead("new")))).toBe("new a b c");
  expect(ids(withAdded(pages(["new", "a"]), lead("new")))).toBe("new a");
});

test("a changed lead is shown as it is now, and not where it wasn't listed", () => {
  const known = withChanged(pages(["a"], ["b"]), lead("b", "Bea"));
  expect(allLeads(known).map(({ name }) => name)).toEqual(["a", "Bea"]);
  expect(ids(withChanged(known, lead("elsewhere")))).toBe("a b");
});

test("a deleted lead is gone from every page", () => {
  expect(ids(withoutLead(pages(["a", "b"], ["b", "c"]), "b"))).toBe("a c");
});

test("filters survive the way through the address", () => {
  const filters = { q: "ann smi", event: "Webinar & lunch", clientId: "C-1", phone: "invalid" as const };
  expect(fromAddress(new URLSearchParams(toAddress(filters)))).toEqual(filters);
  expect(fromAddress(new URLSearchParams("phone=owned&x=1"))).toEqual(ALL);
});

test("one character and mere spaces filter nothing", () => {
  expect(toQuery({ ...ALL, q: " a ", event: "  " })).toEqual({});
  expect(isFiltered({ ...ALL, q: "a" })).toBe(false);
  expect(toQuery({ q: " ann ", event: "Webinar", clientId: "C-1", phone: "missing" })).toEqual({
    q: "ann",
    event: "Webinar",
    clientId: "C-1",
    phone: "missing",
  });
});
