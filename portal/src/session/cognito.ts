/** The few calls to Amazon Cognito that signing in takes, and what its refusals mean. */
import { fetchInTime, READING_MS } from "../api/in-time";
import { Unreachable } from "../api/refusal";
import type { Settings } from "../settings";

export interface Tokens {
  idToken: string;
  /** Absent where renewing doesn't bring a new one: the one in hand stays good. */
  refreshToken: string | undefined;
}

/** A sign-in that wants a new password before it goes on. */
export interface NewPasswordWanted {
  username: string;
  session: string;
}

/** Cognito said no; `kind` is its own name for the reason. */
export class SignInRefused extends Error {
  override name = "SignInRefused";
  constructor(
    readonly kind: string,
    detail: string,
  ) {
    super(DETAILS.find(([pattern]) => pattern.test(detail))?.[1] ?? SENTENCES[kind] ?? UNKNOWN);
  }

  /** Whether the same call may succeed a moment later. */
  get passing(): boolean {
    return /^(TooManyRequests|LimitExceeded|InternalError)/.test(this.kind);
  }
}

const UNKNOWN = "Signing in didn’t work. Ask an admin at your firm.";

/** Where one kind has several reasons, Cognito's detail tells them apart. */
const DETAILS: [RegExp, string][] = [
  [/attempts exceeded/i, "Too many attempts. Wait a few minutes and try again."],
  [/user is disabled/i, "Your account is turned off. Ask an admin at your firm."],
  [/temporary password has expired/i, "Your temporary password has expired. Ask an admin at your firm for a new one."],
  [
    /session (is expired|has expired)|invalid session/i,
    "That took too long. Sign in again with your temporary password.",
  ],
  [/not long enough|length greater than or equal/i, "That password is too short. Choose a longer one."],
];

const SENTENCES: Partial<Record<string, string>> = {
  NotAuthorizedException: "The email or password is wrong.",
  UserNotFoundException: "The email or password is wrong.",
  PasswordResetRequiredException: "Your password has to be reset. Choose “Forgot your password?” to set a new one.",
  UserNotConfirmedException: "Your account isn’t ready yet. Ask an admin at your firm.",
  UserDisabledException: "Your account is turned off. Ask an admin at your firm.",
  CodeMismatchException: "That code is wrong. Check the newest email from us.",
  ExpiredCodeException: "That code is wrong or too old. Ask for a new one.",
  LimitExceededException: "Too many attempts. Wait a few minutes and try again.",
  TooManyRequestsException: "Too many attempts. Wait a few minutes and try again.",
  TooManyFailedAttemptsException: "Too many attempts. Wait a few minutes and try again.",
  CodeDeliveryFailureException: "We couldn’t send you a code. Ask an admin at your firm.",
  InvalidPasswordException: "That password is too simple. Use uppercase and lowercase letters, numbers and symbols.",
  InvalidParameterException: "That password can’t be used. Choose another.",
  PasswordHistoryPolicyViolationException: "You have used that password before. Choose another.",
};

interface AuthAnswer {
  AuthenticationResult?: { IdToken: string; RefreshToken?: string };
  ChallengeName?: string;
  ChallengeParameters?: Partial<Record<string, string>>;
  Session?: string;
}

export type Cognito = ReturnType<typeof createCognito>;

export function createCognito({ region, userPoolClientId, cognitoEndpoint }: Settings) {
  const address = cognitoEndpoint || `https://cognito-idp.${region}.amazonaws.com/`;
  const call = <T>(action: string, input: object) => post<T>(address, action, { ClientId: userPoolClientId, ...input });

  return {
    /** Signs in, or asks for a new password first. */
    async signIn(username: string, password: string): Promise<Tokens | NewPasswordWanted> {
      const AuthParameters = { USERNAME: username, PASSWORD: password };
      const answer = await call<AuthAnswer>("InitiateAuth", { AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
      if (answer.ChallengeName !== "NEW_PASSWORD_REQUIRED") return tokens(answer);
      return { username: answer.ChallengeParameters?.["USER_ID_FOR_SRP"] ?? username, session: answer.Session ?? "" };
    },

    async setNewPassword({ username, session }: NewPasswordWanted, password: string): Promise<Tokens> {
      const ChallengeResponses = { USERNAME: username, NEW_PASSWORD: password };
      return tokens(
        await call("RespondToAuthChallenge", {
          ChallengeName: "NEW_PASSWORD_REQUIRED",
          Session: session,
          ChallengeResponses,
        }),
      );
    },

    /** Spends a refresh token, but for a minute in which it can be spent again, and gets new tokens for it. */
    async renew(refreshToken: string): Promise<Tokens> {
      return tokens(await call("GetTokensFromRefreshToken", { RefreshToken: refreshToken }));
    },

    /** Has a code sent by email, with which a new password can be set. */
    async sendCode(username: string): Promise<void> {
      await call("ForgotPassword", { Username: username });
    },

    async resetPassword(username: string, code: string, password: string): Promise<void> {
      await call("ConfirmForgotPassword", { Username: username, ConfirmationCode: code, Password: password });
    },

    /** Makes a refresh token, and what came of it, worthless. */
    async revoke(refreshToken: string): Promise<void> {
      await call("RevokeToken", { Token: refreshToken });
    },
  };
}

async function post<T>(address: string, action: string, input: object): Promise<T> {
  const headers = {
    "Content-Type": "application/x-amz-json-1.1",
    "X-Amz-Target": `AWSCognitoIdentityProviderService.${action}`,
  };
  const answer = await fetchInTime(
    new Request(address, { method: "POST", headers, body: JSON.stringify(input), cache: "no-store" }),
    READING_MS,
  );
  if (answer.status >= 500) throw new Unreachable();
  const text = await answer.text();
  const body = (text ? JSON.parse(text) : {}) as object;
  if (answer.ok) return body as T;
  const { __type = "", message = "" } = body as { __type?: string; message?: string };
  throw new SignInRefused(__type.split("#").pop() ?? "", message);
}

function tokens({ AuthenticationResult, ChallengeName }: AuthAnswer): Tokens {
  if (!AuthenticationResult) throw new SignInRefused(ChallengeName ?? "", "");
  return { idToken: AuthenticationResult.IdToken, refreshToken: AuthenticationResult.RefreshToken };
}
