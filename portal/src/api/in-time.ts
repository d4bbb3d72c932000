/** Requests that end: whoever stops talking for too long is given up. */
import { TimedOut, Unreachable } from "./refusal";

export const READING_MS = 15_000;
/** Longer than the gateway waits for its functions, so that whatever comes of it is heard. */
export const CHANGING_MS = 35_000;

/** Ends work when nothing has happened for `ms`; `stirred` starts the wait anew. */
export function patience(ms: number, end: () => void) {
  let timer = setTimeout(end, ms);
  return {
    stirred() {
      clearTimeout(timer);
      timer = setTimeout(end, ms);
    },
    over() {
      clearTimeout(timer);
    },
  };
}

/**
 * Makes a request and reads its answer to the end. Rejects with TimedOut when the other side is silent for `ms`, at the
 * beginning or in the middle; with Unreachable when there is no connection; and as `fetch` does when the caller gives up.
 */
export async function fetchInTime(request: Request, ms: number): Promise<Response> {
  const silence = new AbortController();
  const { stirred, over } = patience(ms, () => {
    silence.abort();
  });
  try {
    // eslint-disable-next-line no-restricted-globals -- the one place
    const answer = await fetch(request, { signal: AbortSignal.any([request.signal, silence.signal]) });
    return await whole(answer, stirred);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw silence.signal.aborted ? new TimedOut() : new Unreachable();
  } finally {
    over();
  }
}

/** The answer once all of it is here. */
async function whole(answer: Response, stirred: () => void): Promise<Response> {
  if (!answer.body) return answer;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    stirred();
    chunks.push(part.value);
  }
  const { status, statusText, headers } = answer;
  // Of a 204 nobody may make an answer with a body, not even with an empty one.
  return new Response(chunks.length > 0 ? new Blob(chunks) : null, { status, statusText, headers });
}
