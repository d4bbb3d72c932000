import { expect, test } from "vitest";
import { changes, EMPTY, toLead } from "./draft";

test("an empty field is nothing, and spaces around a value are no part of it", () => {
  expect(
    toLead({
      ...EMPTY,
      name: "  Ann Smith ",
      own: [
        [" Budget ", " 5 "],
        ["", "lost"],
      ],
    }),
  ).toEqual({
    name: "Ann Smith",
    email: null,
    phone: null,
    event: null,
    source: null,
    clientId: null,
    timezone: null,
    fields: { Budget: "5" },
    isPrimaryContact: false,
  });
});

test("only what was changed is sent, and what was emptied is nulled", () => {
  const before = { ...EMPTY, name: "Ann", email: "ann@example.com", own: [["Budget", "5"]] as [string, string][] };
  expect(changes(before, { ...before, email: " " })).toEqual({ email: null });
  expect(changes(before, { ...before, own: [] })).toEqual({ fields: {} });
  expect(changes(before, { ...before, name: "Ann " })).toEqual({});
});
