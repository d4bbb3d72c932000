/** Who is signed in on this browser; hands out tokens that are good for at least a minute. */
import { READING_MS } from "../api/in-time";
import { SignedOut, Unreachable } from "../api/refusal";
import { claims } from "./claims";
import type { Cognito, Tokens } from "./cognito";
import { SignInRefused } from "./cognito";

const SPARE_MS = 60_000;
const DOUBT_MS = 60_000;

interface Stored {
  idToken: string;
  refreshToken: string;
  /** By this browser's clock, which may be wrong. */
  expiresAt: number;
  userId: string;
}

export type SessionState = { signedIn: false; ended: boolean } | { signedIn: true; userId: string };
export type Session = ReturnType<typeof createSession>;

/** Sessions live in `storage`, so that every tab of this browser shares one; `storage` events keep them in step. */
export function createSession(cognito: Cognito, storage: Storage, key: string) {
  let ended = false;
  let renewedAt = 0;
  let state = read();
  const listeners = new Set<() => void>();

  function stored(): Stored | undefined {
    const text = storage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Stored);
  }
  function read(): SessionState {
    const session = stored();
    return session ? { signedIn: true, userId: session.userId } : { signedIn: false, ended };
  }
  function changed() {
    const next = read();
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    listeners.forEach((listener) => {
      listener();
    });
  }
  function keep(tokens: Tokens, refreshToken: string) {
    const { sub, exp, iat } = claims(tokens.idToken);
    const session: Stored = {
      idToken: tokens.idToken,
      refreshToken,
      userId: sub,
      expiresAt: Date.now() + (exp - iat) * 1000,
    };
    storage.setItem(key, JSON.stringify(session));
    changed();
    return session;
  }
  function forget(becauseEnded: boolean) {
    ended = becauseEnded;
    storage.removeItem(key);
    changed();
  }

  /** Renews the token unless another tab (or call) has done so since `stale` was read. */
  async function renew(stale: Stored): Promise<string> {
    return inTurn(`${key}.renewal`, async () => {
      const current = stored();
      if (!current) throw new SignedOut();
      if (current.idToken !== stale.idToken) return current.idToken;
      renewedAt = Date.now();
      try {
        const tokens = await exchanged(current.refreshToken);
        if (stored()?.refreshToken === current.refreshToken)
          return keep(tokens, tokens.refreshToken ?? current.refreshToken).idToken;
        // Signed out meanwhile, in another tab perhaps: what came now must not sign in again.
        if (tokens.refreshToken) await cognito.revoke(tokens.refreshToken).catch(() => undefined);
      } catch (error) {
        if (!(error instanceof SignInRefused)) throw error;
        if (error.passing) throw new Unreachable();
        if (stored()?.refreshToken === current.refreshToken) forget(true);
      }
      const others = stored();
      if (!others) throw new SignedOut();
      return others.idToken;
    });
  }
  /** A refresh token is spent though its answer may get lost; for a minute the same one brings new tokens again. */
  async function exchanged(refreshToken: string): Promise<Tokens> {
    try {
      return await cognito.renew(refreshToken);
    } catch (error) {
      if (error instanceof Unreachable) return cognito.renew(refreshToken);
      throw error;
    }
  }

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    /** To be called when another tab has signed in or out. */
    changedElsewhere: changed,

    start(tokens: Tokens) {
      ended = false;
      keep(tokens, tokens.refreshToken ?? "");
    },
    async token(): Promise<string> {
      const session = stored();
      if (!session) throw new SignedOut();
      return Date.now() + SPARE_MS < session.expiresAt ? session.idToken : renew(session);
    },
    async renewedToken(): Promise<string> {
      const session = stored();
      if (!session) throw new SignedOut();
      return renew(session);
    },
    /**
     * To be called when no answer came. A refused token can look like that, because the gateway's 401 may come
     * without the header that lets a page of another origin read it; renewing tells, once in a while.
     */
    async doubt() {
      const session = stored();
      if (session && Date.now() - renewedAt > DOUBT_MS) await renew(session).catch(() => undefined);
    },
    /** The sign-in is over though nobody asked for it. */
    end() {
      forget(true);
    },
    async signOut() {
      const session = stored();
      forget(false);
      // Signed out here whether or not Cognito can be told; the tokens die by themselves.
      if (session) await cognito.revoke(session.refreshToken).catch(() => undefined);
    },
  };
}

/** Runs one `work` at a time under a name, over all tabs where the browser can do that. */
async function inTurn(name: string, work: () => Promise<string>): Promise<string> {
  if (!("locks" in navigator)) return work();
  // A tab that the browser has frozen may hold the lock.
  const signal = AbortSignal.timeout(2 * READING_MS);
  return navigator.locks.request(name, { signal }, work).catch((error: unknown) => {
    throw error instanceof DOMException ? new Unreachable() : error;
  });
}
