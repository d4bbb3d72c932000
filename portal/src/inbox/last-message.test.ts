import { expect, test } from "vitest";
import { further, summaryOf, type LastMessage } from "./last-message";

const AT = "2026-11-22T09:30:00.000Z";
const NOW = Date.parse(AT);
const last = (changes: Partial<LastMessage> = {}): LastMessage => ({
  id: "m1",
  direction: "outbound",
  status: "sent",
  preview: "See you Friday",
  at: AT,
  userId: "dana",
  userName: "Dana Reyes",
  media: [],
  ...changes,
});
const types = (...types: string[]) => types.map((contentType) => ({ contentType }));
const read = (message: LastMessage, seconds = 0) => {
  const { lead, text } = summaryOf(message, "dana", NOW + seconds * 1000);
  return lead + text;
};

test.each([
  ["one's own", last(), 0, "You: See you Friday"],
  ["a colleague's", last({ userId: "marcus", userName: "Marcus Hill" }), 0, "Marcus Hill: See you Friday"],
  ["one by nobody who is known", last({ userId: null, userName: null }), 0, "Sent: See you Friday"],
  ["the lead's", last({ direction: "inbound", status: "received", userId: null, userName: null }), 0, "See you Friday"],
  ["one on its way", last({ status: "sending" }), 3, "Sending: See you Friday"],
  ["one whose outcome is unknown", last({ status: "sending" }), 11, "Not confirmed: See you Friday"],
  ["one's own that failed", last({ status: "failed" }), 0, "Not delivered: See you Friday"],
  ["a colleague's that failed", last({ status: "failed", userId: "marcus" }), 60, "Not delivered: See you Friday"],
])("%s reads as what it is", (_what, message, seconds, words) => {
  expect(read(message, seconds)).toBe(words);
});

test.each([
  [types("image/jpeg"), "", "Picture"],
  [types("image/jpeg", "image/png", "image/heic"), "", "3 pictures"],
  [types("application/pdf"), "", "PDF"],
  [types("application/pdf", "application/pdf"), "", "2 PDFs"],
  [types("image/jpeg", "application/pdf"), "\u200b", "2 files"],
  [types("video/mp4"), "Look at this", "Video · Look at this"],
  [types("application/octet-stream", "application/octet-stream"), "", "2 files"],
  [[], " \n", "(empty message)"],
])("%j with “%s” reads as “%s”", (media, preview, words) => {
  expect(read(last({ direction: "inbound", status: "received", media, preview }))).toBe(words);
});

test("only a failure is marked as one", () => {
  expect(
    (["received", "sending", "sent", "failed"] as const).filter(
      (status) => summaryOf(last({ status }), "dana", NOW).isWrong,
    ),
  ).toEqual(["failed"]);
});

test.each([
  ["failed", "sent", "failed"],
  ["sent", "sending", "sent"],
  ["sending", "failed", "failed"],
] as const)("a message known as %s that a list calls %s is %s", (known, listed, shown) => {
  expect(further(last({ status: known }), last({ status: listed }))?.status).toBe(shown);
});

test("another message is another story", () => {
  expect(further(last({ status: "failed" }), last({ id: "m2" }))?.id).toBe("m2");
  expect(further(null, last())?.id).toBe("m1");
});
