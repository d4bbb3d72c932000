import { expect, test } from "vitest";
import { SignInRefused } from "../session/cognito";
import { Refusal, sentence, Unreachable, wrongs } from "./refusal";

const problem = (status: number, code: string, detail: string, more = {}) =>
  new Refusal(status, { type: "about:blank", title: "", status, code, detail, ...more });

test("a problem is told in its own words", () => {
  expect(sentence(problem(429, "rate_limited", "Rate limit: 10 messages per minute. Try again shortly."))).toBe(
    "Rate limit: 10 messages per minute. Try again shortly.",
  );
});

test.each([
  [403, { message: "Forbidden" }, "You aren’t allowed to do this."],
  [404, { message: "Not Found" }, "This no longer exists."],
  [413, { message: "Request Entity Too Large" }, "This is too large to send."],
  [429, { message: null }, "Leadline is getting too many requests. Wait a moment and try again."],
  [500, { message: "Internal Server Error" }, "Leadline is having trouble. Wait a moment and try again."],
  [503, undefined, "Leadline is having trouble. Wait a moment and try again."],
  [502, "<html>", "Leadline is having trouble. Wait a moment and try again."],
])("what the gateway says with a %i is put into words", (status, body, words) => {
  expect(sentence(new Refusal(status, body))).toBe(words);
});

test("a fault of the page itself shows none of its insides", () => {
  expect(sentence(new TypeError("x is undefined"))).toBe("Something went wrong in this page. Reload it and try again.");
});

test.each([
  [problem(403, "opted_out", "…"), true],
  [problem(429, "rate_limited", "…"), true],
  [problem(503, "overloaded", "…"), true],
  [problem(500, "delivery_failed", "…", { message: { id: "m1" } }), true],
  [problem(500, "internal_error", "…"), false],
  [new Refusal(504, { message: "Endpoint request timed out" }), false],
])("%s: it is settled what happened: %s", (refusal, definite) => {
  expect(refusal.definite).toBe(definite);
});

test.each([
  ["NotAuthorizedException", "Incorrect username or password.", "The email or password is wrong."],
  ["NotAuthorizedException", "Password attempts exceeded", "Too many attempts. Wait a few minutes and try again."],
  ["NotAuthorizedException", "User is disabled.", "Your account is turned off. Ask an admin at your firm."],
  [
    "NotAuthorizedException",
    "Invalid session for the user, session is expired.",
    "That took too long. Sign in again with your temporary password.",
  ],
  [
    "InvalidPasswordException",
    "Password did not conform with policy: Password not long enough",
    "That password is too short. Choose a longer one.",
  ],
  [
    "InvalidPasswordException",
    "Password did not conform with policy: Password must have symbol characters",
    "That password is too simple. Use uppercase and lowercase letters, numbers and symbols.",
  ],
  [
    "CodeMismatchException",
    "Invalid verification code provided",
    "That code is wrong. Check the newest email from us.",
  ],
  [
    "ExpiredCodeException",
    "Invalid code provided, please request a code again.",
    "That code is wrong or too old. Ask for a new one.",
  ],
  ["SMS_MFA", "", "Signing in didn’t work. Ask an admin at your firm."],
])("Cognito's %s (%s) is said as “%s”", (kind, detail, words) => {
  expect(new SignInRefused(kind, detail).message).toBe(words);
});

test("no answer is told as what it is", () => {
  expect(sentence(new Unreachable())).toBe("Leadline can’t be reached. Check your connection.");
});

const invalid = problem(400, "invalid", "email: this isn’t an email address.", {
  errors: [{ field: "email", message: "this isn’t an email address." }],
});

test("what is wrong with a field is told at the field, as a sentence", () => {
  expect(wrongs(invalid, ["name", "email"])).toEqual({ email: "This isn’t an email address." });
});

test("a number that can't be one is wrong with the phone", () => {
  expect(wrongs(problem(400, "invalid_number", "This number is too short."), ["phone", "note"])).toEqual({
    phone: "This number is too short.",
  });
});

test.each<[string, Error, string[], string]>([
  ["a field that the form doesn't have", invalid, ["name"], "email: this isn’t an email address."],
  ["anything but fields", problem(409, "conflict", "This is there already."), ["email"], "This is there already."],
  ["no answer", new Unreachable(), ["email"], "Leadline can’t be reached. Check your connection."],
])("%s is told for the whole form", (_what, error, fields, words) => {
  expect(wrongs(error, fields)).toEqual({ "": words });
});

test("nothing is wrong with a form that wasn't refused", () => {
  expect(wrongs(null, ["email"])).toEqual({});
});
