/** The HTTP API, typed by docs/openapi.yaml and signed in as the user. */
import createClient, { type Client } from "openapi-fetch";
import type { Session } from "../session/session";
import { CHANGING_MS, fetchInTime, READING_MS } from "./in-time";
import { Refusal, SignedOut, Unreachable } from "./refusal";
import type { components, paths } from "./schema";

export type Thread = components["schemas"]["Thread"];
export type ThreadPage = components["schemas"]["ThreadPage"];
export type ConversationPage = components["schemas"]["Conversation"];
export type Message = components["schemas"]["Message"];
export type Reason = components["schemas"]["Reason"];
export type Me = components["schemas"]["Session"];
export type Lead = components["schemas"]["Lead"];
export type LeadDraft = components["schemas"]["LeadDraft"];
export type LeadChange = components["schemas"]["LeadChange"];
export type LeadPage = components["schemas"]["LeadPage"];
export type PickedLead = components["schemas"]["PickedLeads"]["people"][number];
export type Person = components["schemas"]["Person"];
export type OptOut = components["schemas"]["OptOut"];
export type Import = components["schemas"]["Import"];
export type ImportPlan = components["schemas"]["ImportPlan"];
export type ToldRow = components["schemas"]["ToldRow"];
export type ApiKey = components["schemas"]["ApiKey"];
export type Api = Client<paths>;

export function createApi(apiUrl: string, session: Session): Api {
  return createClient<paths>({ baseUrl: apiUrl, fetch: (request) => signedIn(session, request) });
}

/** Unwraps an answer: its data, or a Refusal. */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw new Refusal(response.status, error);
  return data as T;
}

/** Makes a call with a fresh token; a 401 gets one new token and one more try. */
async function signedIn(session: Session, request: Request): Promise<Response> {
  const again = request.clone();
  const first = await reach(request, await session.token()).catch(async (error: unknown) => {
    if (error instanceof Unreachable) await session.doubt();
    throw error;
  });
  if (first.status !== 401) return first;
  const second = await reach(again, await session.renewedToken());
  if (second.status !== 401) return second;
  session.end();
  throw new SignedOut();
}

function reach(request: Request, token: string): Promise<Response> {
  request.headers.set("Authorization", `Bearer ${token}`);
  return fetchInTime(request, request.method === "GET" && !FILES.test(request.url) ? READING_MS : CHANGING_MS);
}

/** What is fetched from the carrier, or put together, takes as long as a change may. */
const FILES = /\/(?:media\/\d+|export)(?:\?|$)/;
