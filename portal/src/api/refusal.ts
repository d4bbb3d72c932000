/** What can go wrong with a call, as errors whose message is a sentence for people. */
import type { components } from "./schema";

type Problem = components["schemas"]["Problem"];
export type Code = Problem["code"];
export type Message = components["schemas"]["Message"];

/** No answer came: the network, or the service, is away. What was asked may or may not have happened. */
export class Unreachable extends Error {
  override name = "Unreachable";
  constructor(words = "Leadline can’t be reached. Check your connection.") {
    super(words);
  }
}

/** There was a connection, and nothing came of it for too long. */
export class TimedOut extends Unreachable {
  override name = "TimedOut";
  constructor() {
    super("Leadline isn’t answering. Check your connection and try again.");
  }
}

/** The sign-in has ended; only signing in again helps. */
export class SignedOut extends Error {
  override name = "SignedOut";
  constructor() {
    super("Your session has ended. Sign in again to continue.");
  }
}

/** Leadline answered, and said no. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly status: number;
  readonly code: Code | undefined;
  /** The message as the conversation records it, where one was recorded. */
  readonly recorded: Message | undefined;
  /** What is wrong with each field that is. */
  readonly fields: Partial<Record<string, string>>;

  constructor(status: number, body: unknown) {
    const problem = isProblem(body) ? body : undefined;
    super(problem?.detail ?? sentenceFor(status));
    this.status = status;
    this.code = problem?.code;
    this.recorded = problem?.message;
    this.fields = Object.fromEntries(problem?.errors?.map(({ field, message }) => [field, asSentence(message)]) ?? []);
  }

  /** Whether it is settled that nothing happened (or that what happened is recorded). */
  get definite(): boolean {
    return this.status < 500 || this.recorded !== undefined || this.code === "overloaded";
  }
}

/** What is wrong, field by field, for the fields of a form; what belongs to none of them stands under `""`. */
export function wrongs(error: unknown, fields: readonly string[]): Partial<Record<string, string>> {
  if (!error) return {};
  const named =
    error instanceof Refusal ? (error.code === "invalid_number" ? { phone: error.message } : error.fields) : {};
  const shown = Object.fromEntries(Object.entries(named).filter(([field]) => fields.includes(field)));
  const isAllShown = Object.keys(named).length > 0 && Object.keys(named).length === Object.keys(shown).length;
  return isAllShown ? shown : { ...shown, "": sentence(error) };
}

/** The sentence for a failure of any kind. */
export function sentence(error: unknown): string {
  if (error instanceof Refusal || error instanceof Unreachable || error instanceof SignedOut) return error.message;
  return "Something went wrong in this page. Reload it and try again.";
}

/** The API's words for a field follow its name; by themselves they begin like a sentence. */
function asSentence(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === "object" &&
    body !== null &&
    "detail" in body &&
    typeof body.detail === "string" &&
    body.detail !== ""
  );
}

/** For answers of the gateway, which come without a sentence for people. */
function sentenceFor(status: number): string {
  if (status === 401) return "Your session has ended. Sign in again to continue.";
  if (status === 403) return "You aren’t allowed to do this.";
  if (status === 404) return "This no longer exists.";
  if (status === 413) return "This is too large to send.";
  if (status === 429) return "Leadline is getting too many requests. Wait a moment and try again.";
  if (status >= 500) return "Leadline is having trouble. Wait a moment and try again.";
  return "Leadline didn’t understand this request. Reload the page and try again.";
}
