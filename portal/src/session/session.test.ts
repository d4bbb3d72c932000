import { beforeEach, expect, test, vi } from "vitest";
import { SignedOut, Unreachable } from "../api/refusal";
import { InMemoryStorage } from "../in-memory-storage";
import { type Cognito, SignInRefused, type Tokens } from "./cognito";
import { createSession, type Session } from "./session";

const NOW = Date.parse("2026-11-22T09:30:00Z");
const QUARTER_HOUR = 15 * 60;

/** A token issued now by a clock that may differ from ours. */
function idToken(sub: string, clockAhead = 0): string {
  const iat = Date.now() / 1000 + clockAhead;
  return `head.${btoa(JSON.stringify({ sub, iat, exp: iat + QUARTER_HOUR }))}.signature`;
}

class FakeCognito {
  renewals = 0;
  revoked: string[] = [];
  trouble: Error | undefined;
  async renew(): Promise<Tokens> {
    await Promise.resolve();
    this.renewals += 1;
    if (this.trouble) throw this.trouble;
    return { idToken: idToken("dana"), refreshToken: undefined };
  }
  revoke(token: string) {
    this.revoked.push(token);
    return Promise.reject(new Unreachable());
  }
}

let cognito: FakeCognito;
let storage: InMemoryStorage;
let session: Session;
const another = () => createSession(cognito as unknown as Cognito, storage, "session");
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  cognito = new FakeCognito();
  storage = new InMemoryStorage();
  session = another();
  session.start({ idToken: idToken("dana"), refreshToken: "refresh" });
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
  session.start({ idToken: idToken("dana", clockAhead), refreshToken: "refresh" });
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

test("a refused renewal ends the session", async () => {
  pass(QUARTER_HOUR);
  cognito.trouble = new SignInRefused("NotAuthorizedException", "Refresh Token has been revoked");
  await expect(session.token()).rejects.toThrow(SignedOut);
  expect(session.state()).toEqual({ signedIn: false, ended: true });
});

test.each([new Unreachable(), new SignInRefused("TooManyRequestsException", "Rate exceeded")])("%s doesn't end it", async (trouble) => {
  pass(QUARTER_HOUR);
  cognito.trouble = trouble;
  await expect(session.token()).rejects.toThrow(Unreachable);
  expect(session.state()).toEqual({ signedIn: true, userId: "dana" });
});

test("signing out takes effect at once, whether or not Cognito can be told, in every tab", async () => {
  const other = another();
  await session.signOut();
  other.changedElsewhere();
  expect([session.state(), other.state()]).toEqual([{ signedIn: false, ended: false }, { signedIn: false, ended: false }]);
  expect(cognito.revoked).toEqual(["refresh"]);
  await expect(other.token()).rejects.toThrow(SignedOut);
});

test("a sign-in survives a reload of the page", () => {
  expect(another().state()).toEqual({ signedIn: true, userId: "dana" });
});

test("silence makes it ask Cognito whether the sign-in still holds, but not at every call", async () => {
  cognito.trouble = new Unreachable();
  await session.doubt();
  await session.doubt();
  expect(cognito.renewals).toBe(1);
  cognito.trouble = new SignInRefused("NotAuthorizedException", "Invalid Refresh Token");
  pass(61);
  await session.doubt();
  expect(session.state()).toEqual({ signedIn: false, ended: true });
});
