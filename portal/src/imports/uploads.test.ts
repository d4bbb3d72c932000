import { afterEach, expect, test, vi } from "vitest";
import type { Api } from "../api/client";
import { TimedOut, Unreachable } from "../api/refusal";
import { createUploads, sendForm, type Chosen, type SendForm } from "./uploads";

const CHOSEN: Chosen = {
  kind: "leads",
  fileName: "leads.csv",
  content: new Blob(["name\nAnn"]),
  plan: { delimiter: ",", firstRow: 1, hasHeader: true, columns: ["name"] },
};

const STARTED = { importId: "i1", share: 1, reason: "", isStarted: true };

/** An API that takes imports, and notes what it was asked for. */
function takingApi(run: () => { status: number; error?: unknown } = () => ({ status: 202 })) {
  const asked: string[] = [];
  const POST = (path: string) => {
    asked.push(path);
    if (path === "/imports")
      return Promise.resolve({
        data: { import: { id: "i1" }, upload: { url: "https://files.example", fields: { key: "k", policy: "p" } } },
        response: new Response(),
      });
    const { status, error } = run();
    return Promise.resolve({ data: {}, error, response: new Response(null, { status }) });
  };
  return { api: { POST } as unknown as Api, asked };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test("a file is sent with the fields first and the file last, and then its import is started", async () => {
  const { api, asked } = takingApi();
  const forms: string[][] = [];
  const uploads = createUploads(api, (_url, form) => {
    forms.push(Array.from(form.keys()));
    return Promise.resolve();
  });

  await uploads.start(CHOSEN);
  await settled();

  expect(forms).toEqual([["key", "policy", "file"]]);
  expect(asked).toEqual(["/imports", "/imports/{importId}/run"]);
  expect(uploads.items()).toEqual([STARTED]);
});

test("how far a file is can be watched", async () => {
  const shares: number[] = [];
  const uploads = createUploads(takingApi().api, (_url, _form, tell) => {
    tell(0.5);
    return new Promise(() => undefined);
  });
  uploads.subscribe(() => {
    shares.push(uploads.items()[0]?.share ?? -1);
  });

  await uploads.start(CHOSEN);

  expect(shares).toEqual([0, 0.5]);
});

test("a file that didn't arrive says why, is not started, and can be tried again", async () => {
  const { api, asked } = takingApi();
  let broken = true;
  const send: SendForm = () => (broken ? Promise.reject(new Unreachable()) : Promise.resolve());
  const uploads = createUploads(api, send);
  await uploads.start(CHOSEN);
  await settled();
  expect(uploads.items()).toEqual([
    { importId: "i1", share: 0, reason: "Leadline can’t be reached. Check your connection.", isStarted: false },
  ]);
  expect(asked).toEqual(["/imports"]);

  broken = false;
  uploads.again("i1");
  await settled();

  expect(uploads.items()).toEqual([STARTED]);
});

test("an import that was started though the answer got lost is started", async () => {
  const conflict = { type: "about:blank", title: "", status: 409, code: "conflict", detail: "It was started already." };
  const uploads = createUploads(takingApi(() => ({ status: 409, error: conflict })).api, () => Promise.resolve());
  await uploads.start(CHOSEN);
  await settled();
  expect(uploads.items()).toEqual([STARTED]);
});

/** A request whose upload goes on as the test says. */
class FakeRequest {
  static last: FakeRequest;
  readonly upload: { onprogress?: (progress: { loaded: number; total: number }) => void } = {};
  readonly open = vi.fn();
  readonly send = vi.fn();
  status = 204;
  onload?: () => void;
  onabort?: () => void;
  onloadend?: () => void;
  constructor() {
    FakeRequest.last = this;
  }
  abort() {
    this.onabort?.();
    this.onloadend?.();
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a large file may take long, but one that stands still is given up", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  const shares: number[] = [];
  const failed = sendForm("https://files.example", new FormData(), (share) => {
    shares.push(share);
  }).catch((error: unknown) => error);

  for (const loaded of [1, 2, 3, 4]) {
    await vi.advanceTimersByTimeAsync(30_000);
    FakeRequest.last.upload.onprogress?.({ loaded, total: 8 });
  }
  expect(shares).toEqual([1 / 8, 2 / 8, 3 / 8, 4 / 8]);
  await vi.advanceTimersByTimeAsync(35_000);

  expect(await failed).toBeInstanceOf(TimedOut);
});

test("a file that has arrived waits for nothing more", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  const sent = sendForm("https://files.example", new FormData(), () => undefined);
  FakeRequest.last.onload?.();
  FakeRequest.last.onloadend?.();
  await sent;
  expect(vi.getTimerCount()).toBe(0);
});
