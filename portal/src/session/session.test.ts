import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SignedOut, Unreachable } from "../api/refusal";
import { InMemoryStorage } from "../in-memory-storage";
import { type Cognito, SignInRefused } from "./cognito";
import { idToken, RotatingCognito } from "./rotating-cognito";
import { createSession, type Session } from "./session";

const NOW = Date.parse("2026-11-22T09:30:00Z");
const QUARTER_HOUR = 15 * 60;

let cognito: RotatingCognito;
let storage: InMemoryStorage;
let session: Session;
const another = () => createSession(cognito as unknown as Cognito, storage, "session");
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
/** As in a browser without locks, or one that has lost its lock: nothing keeps two tabs apart. */
const withoutLocks = () => vi.stubGlobal("navigator", {});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  cognito = new RotatingCognito();
  storage = new InMemoryStorage();
  session = another();
  session.start(cognito.signIn());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("a token is used for as long as it is good", async () => {
  pass(QUARTER_HOUR - 61);
  await session.token();
  expect(cognito.renewals).toBe(0);
});

test("a token is renewed before it expires", async () => {
  const old = await session.token();
  pass(QUARTER_HOUR - 59);
  expect(await session.token()).not.toBe(old);
  expect(cognito.renewals).toBe(1);
});

test.each([-86_400, 86_400])("a clock that is %i s off changes nothing", async (clockAhead) => {
  session.start({ ...cognito.signIn(), idToken: idToken("dana", clockAhead) });
  pass(QUARTER_HOUR / 2);
  await session.token();
  expect(cognito.renewals).toBe(0);
});

test("calls that need a new token at the same time, in two tabs, renew it once", async () => {
  pass(QUARTER_HOUR);
  const other = another();
  const tokens = await Promise.all([session.token(), session.token(), other.token()]);
  expect(new Set(tokens).size).toBe(1);
  expect(cognito.renewals).toBe(1);
});

test("each renewal spends the token that the one before brought, for a working day", async () => {
  for (let quarter = 0; quarter < 32; quarter += 1) {
    pass(QUARTER_HOUR);
    await [session, another()][quarter % 2]?.token();
  }
  expect(cognito.renewals).toBe(32);
  expect(session.state()).toEqual({ signedIn: true, userId: "dana" });
});

test("two tabs that nothing keeps apart both stay signed in", async () => {
  withoutLocks();
  pass(QUARTER_HOUR);
  const other = another();
  await Promise.all([session.token(), other.token()]);
  for (const tab of [session, other, session]) {
    pass(QUARTER_HOUR);
    await tab.token();
  }
  expect(session.state()).toEqual({ signedIn: true, userId: "dana" });
});

test("a tab that comes too late with a spent token takes what another tab has got for it", async () => {
  withoutLocks();
  pass(QUARTER_HOUR);
  let refuse: (error: Error) => void = () => undefined;
  const late = createSession(
    {
      renew: () =>
        new Promise((_, reject) => {
          refuse = reject;
        }),
    } as unknown as Cognito,
    storage,
    "session",
  );
  const waiting = late.token();
  const fresh = await session.token();
  refuse(new SignInRefused("RefreshTokenReuseException", "Refresh token reused"));
  expect(await waiting).toBe(fresh);
  expect(late.state()).toEqual({ signedIn: true, userId: "dana" });
});

test("an answer that gets lost is asked for again with the same token", async () => {
  pass(QUARTER_HOUR);
  cognito.lost = 1;
  await session.token();
  expect(cognito.renewals).toBe(2);
  pass(QUARTER_HOUR);
  await session.token();
  expect(session.state()).toEqual({ signedIn: true, userId: "dana" });
});

test("answers that stay lost for a moment end nothing, and for longer than the grace end the session", async () => {
  pass(QUARTER_HOUR);
  cognito.lost = 2;
  await expect(session.token()).rejects.toThrow(Unreachable);
  pass(30);
  await session.token();
  pass(QUARTER_HOUR);
  cognito.lost = 2;
  await expect(session.token()).rejects.toThrow(Unreachable);
  pass(61);
  await expect(session.token()).rejects.toThrow(SignedOut);
  expect(session.state()).toEqual({ signedIn: false, ended: true });
});

test("a token that was copied from this browser is worthless once it was renewed here", async () => {
  const stolen = new InMemoryStorage();
  stolen.setItem("session", storage.getItem("session") ?? "");
  pass(QUARTER_HOUR);
  await session.token();
  pass(61);
  await expect(createSession(cognito as unknown as Cognito, stolen, "session").token()).rejects.toThrow(SignedOut);
});

test("who signs out while a token is being renewed stays signed out, and what came is revoked", async () => {
  pass(QUARTER_HOUR);
  let answer: () => void = () => undefined;
  cognito.delay = new Promise((resolve) => {
    answer = resolve;
  });
  const other = another();
  const waiting = session.token();
  await vi.waitFor(() => {
    expect(cognito.renewals).toBe(1);
  });
  await other.signOut();
  answer();
  await expect(waiting).rejects.toThrow(SignedOut);
  session.changedElsewhere();
  expect(session.state()).toMatchObject({ signedIn: false });
  expect(storage.getItem("session")).toBeNull();
  expect(cognito.revoked).toEqual(["refresh 1", "refresh 2"]);
});

test("a refused renewal ends the session", async () => {
  pass(QUARTER_HOUR);
  cognito.trouble = new SignInRefused("NotAuthorizedException", "Refresh Token has been revoked");
  await expect(session.token()).rejects.toThrow(SignedOut);
  expect(session.state()).toEqual({ signedIn: false, ended: true });
});

test.each([new Unreachable(), new SignInRefused("TooManyRequestsException", "Rate exceeded")])(
  "%s doesn't end it",
  async (trouble) => {
    pass(QUARTER_HOUR);
    cognito.trouble = trouble;
    await expect(session.token()).rejects.toThrow(Unreachable);
    expect(session.state()).toEqual({ signedIn: true, userId: "dana" });
  },
);

test("signing out takes effect at once, whether or not Cognito can be told, in every tab", async () => {
  const other = another();
  await session.signOut();
  other.changedElsewhere();
  expect([session.state(), other.state()]).toEqual([
    { signedIn: false, ended: false },
    { signedIn: false, ended: false },
  ]);
  expect(cognito.revoked).toEqual(["refresh 1"]);
  await expect(other.token()).rejects.toThrow(SignedOut);
});

test("a sign-in survives a reload of the page", () => {
  expect(another().state()).toEqual({ signedIn: true, userId: "dana" });
});

test("silence makes it ask Cognito whether the sign-in still holds, but not at every call", async () => {
  cognito.trouble = new Unreachable();
  await session.doubt();
  await session.doubt();
  expect(cognito.renewals).toBe(2); // the one, and once more in case its answer was lost
  cognito.trouble = new SignInRefused("NotAuthorizedException", "Invalid Refresh Token");
  pass(61);
  await session.doubt();
  expect(session.state()).toEqual({ signedIn: false, ended: true });
});
