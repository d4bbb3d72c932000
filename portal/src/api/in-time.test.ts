import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fetchInTime } from "./in-time";
import { sentence, TimedOut, Unreachable } from "./refusal";

const PATIENCE = 1_000;
const request = (init: RequestInit = {}) => new Request("https://api.example/threads", init);

/** What `fetch` does until it is aborted: answers with what `body` lets through. */
function answering(body: (controller: ReadableStreamDefaultController<Uint8Array>) => void) {
  vi.stubGlobal("fetch", (_request: Request, { signal }: { signal: AbortSignal }) => {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        signal.addEventListener("abort", () => {
          controller.error(signal.reason);
        });
        body(controller);
      },
    });
    return Promise.resolve(new Response(stream, { status: 201, headers: { "content-type": "application/json" } }));
  });
}
function silent() {
  vi.stubGlobal(
    "fetch",
    (_request: Request, { signal }: { signal: AbortSignal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
      }),
  );
}
const text = (words: string) => new TextEncoder().encode(words);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("a connection that never answers is given up, and told as that", async () => {
  silent();
  const failed = fetchInTime(request(), PATIENCE).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(PATIENCE);
  expect(await failed).toBeInstanceOf(TimedOut);
  expect(sentence(await failed)).toBe("Leadline isn’t answering. Check your connection and try again.");
});

test("one that stops in the middle of its answer is, too", async () => {
  answering((controller) => {
    controller.enqueue(text("{"));
  });
  const failed = fetchInTime(request(), PATIENCE).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(PATIENCE);
  expect(await failed).toBeInstanceOf(TimedOut);
});

test("a slow answer that keeps coming is read to its end", async () => {
  answering((controller) => {
    Array.from("long and slow").forEach((letter, index) =>
      setTimeout(
        () => {
          controller.enqueue(text(letter));
        },
        index * PATIENCE * 0.9,
      ),
    );
    setTimeout(
      () => {
        controller.close();
      },
      13 * PATIENCE * 0.9,
    );
  });
  const answer = fetchInTime(request(), PATIENCE);
  await vi.advanceTimersByTimeAsync(13 * PATIENCE);
  expect([(await answer).status, (await answer).headers.get("content-type"), await (await answer).text()]).toEqual([
    201,
    "application/json",
    "long and slow",
  ]);
});

test("an answer without a body stays one", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 204 })));
  expect((await fetchInTime(request(), PATIENCE)).status).toBe(204);
});

test("a 204 with an empty stream, as browsers make it of some servers’ answers, is one without a body", async () => {
  const served = new Response(
    new ReadableStream({
      start(controller) {
        controller.close();
      },
    }),
  );
  Object.defineProperty(served, "status", { value: 204 });
  vi.stubGlobal("fetch", () => Promise.resolve(served));
  expect((await fetchInTime(request(), PATIENCE)).status).toBe(204);
});

test("no connection is told as that", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  const failed: unknown = await fetchInTime(request(), PATIENCE).catch((error: unknown) => error);
  expect([failed instanceof Unreachable, failed instanceof TimedOut]).toEqual([true, false]);
});

test("a caller who gives up is no trouble", async () => {
  silent();
  const caller = new AbortController();
  const failed = fetchInTime(request({ signal: caller.signal }), PATIENCE).catch((error: unknown) => error);
  caller.abort();
  expect(await failed).toMatchObject({ name: "AbortError" });
  expect(vi.getTimerCount()).toBe(0);
});
