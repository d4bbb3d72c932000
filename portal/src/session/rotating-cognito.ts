/** A Cognito for tests that rotates refresh tokens: each is good for one renewal, and for a minute more. */
import { Unreachable } from "../api/refusal";
import { SignInRefused, type Tokens } from "./cognito";

const GRACE_MS = 60_000;
const QUARTER_HOUR = 15 * 60;

/** A token issued now by a clock that may differ from ours. */
export function idToken(sub: string, clockAhead = 0, serial = 0): string {
  const iat = Date.now() / 1000 + clockAhead;
  return `head.${btoa(JSON.stringify({ sub, iat, exp: iat + QUARTER_HOUR, serial }))}.signature`;
}

export class RotatingCognito {
  renewals = 0;
  revoked: string[] = [];
  /** Thrown in place of an answer; where it is `lost`, after the token was spent. */
  trouble: Error | undefined;
  lost = 0;
  /** Awaited between the renewal and its answer. */
  delay: Promise<void> = Promise.resolve();
  readonly #spent = new Map<string, number>();
  readonly #live = new Set<string>();

  signIn(): Tokens {
    return this.#issue();
  }

  async renew(refreshToken: string): Promise<Tokens> {
    this.renewals += 1;
    if (this.trouble) throw this.trouble;
    if (!this.#live.has(refreshToken))
      throw new SignInRefused("NotAuthorizedException", "Refresh Token has been revoked");
    const spentAt = this.#spent.get(refreshToken);
    if (spentAt !== undefined && Date.now() - spentAt > GRACE_MS)
      throw new SignInRefused("RefreshTokenReuseException", "Refresh token reused");
    this.#spent.set(refreshToken, spentAt ?? Date.now());
    const tokens = this.#issue();
    await this.delay;
    if (this.lost > 0) {
      this.lost -= 1;
      throw new Unreachable();
    }
    return tokens;
  }

  revoke(token: string): Promise<void> {
    this.revoked.push(token);
    this.#live.delete(token);
    return Promise.reject(new Unreachable());
  }

  #issue(): Tokens {
    const refreshToken = `refresh ${this.#live.size + this.revoked.length + 1}`;
    this.#live.add(refreshToken);
    return { idToken: idToken("dana", 0, this.renewals), refreshToken };
  }
}
