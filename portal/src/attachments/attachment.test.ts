import { expect, test, vi } from "vitest";
import { createApi } from "../api/client";
import { Refusal } from "../api/refusal";
import type { Session } from "../session/session";
import { fetchAttachment } from "./attachment";
import { isPicture } from "./media-kind";

const PLACE = { threadId: "t", messageId: "m", index: "0" };
const session = { token: () => Promise.resolve("token") } as unknown as Session;

/** An API that answers with these, one after the other; `asked` are the addresses that were called. */
function answering(...answers: Response[]) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    asked.push(request.url.replace("https://api.example.com", ""));
    return Promise.resolve(answers.shift() ?? new Response(null, { status: 500 }));
  });
  return { api: createApi("https://api.example.com", session), asked };
}
const bytes = (text: string, headers: Record<string, string>) =>
  new Response(text, { headers: { "Content-Type": "application/octet-stream", ...headers } });

test("a picture comes in one piece, with its type and its name", async () => {
  const { api, asked } = answering(
    bytes("picture", {
      "Content-Type": "image/png",
      "Content-Disposition": 'inline; filename="picture-2026-11-22-1.png"',
    }),
  );
  const { content, name, isPicture } = await fetchAttachment(api, PLACE);
  expect([await content.text(), content.type, name, isPicture]).toEqual([
    "picture",
    "image/png",
    "picture-2026-11-22-1.png",
    true,
  ]);
  expect(asked).toEqual(["/threads/t/messages/m/media/0?part=1"]);
});

test("a large file is put together from its parts", async () => {
  const { api, asked } = answering(
    bytes("one ", { "Next-Part": "2" }),
    bytes("two ", { "Next-Part": "3" }),
    bytes("three", {}),
  );
  expect(await (await fetchAttachment(api, PLACE)).content.text()).toBe("one two three");
  expect(asked.map((url) => url.at(-1))).toEqual(["1", "2", "3"]);
});

test.each(["text/html", "image/svg+xml", "application/pdf", "image/png, text/html", ""])(
  "what comes as %j is never shown",
  async (type) => {
    const { api } = answering(bytes("<script>alert(1)</script>", { "Content-Type": type }));
    const { content, isPicture } = await fetchAttachment(api, PLACE);
    expect([isPicture, content.type]).toEqual([false, "application/octet-stream"]);
  },
);

test.each(['attachment; filename="../../evil.exe"', 'attachment; filename="a/b.pdf"', "attachment", ""])(
  "a name like %j isn't taken",
  async (disposition) => {
    const { api } = answering(bytes("x", { "Content-Disposition": disposition }));
    expect((await fetchAttachment(api, PLACE)).name).toBe("file.bin");
  },
);

test("a file that is gone says so, also when that shows in the middle", async () => {
  const gone = () =>
    Response.json({ code: "media_gone", detail: "This file is no longer available." }, { status: 410 });
  for (const answers of [[gone()], [bytes("one", { "Next-Part": "2" }), gone()]]) {
    const { api } = answering(...answers);
    const error = await fetchAttachment(api, PLACE).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).code).toBe("media_gone");
    expect((error as Refusal).message).toBe("This file is no longer available.");
  }
});

test.each([
  ["image/jpeg", true],
  ["IMAGE/PNG", true],
  ["image/webp; a=b", true],
  ["image/heic", false],
  ["image/svg+xml", false],
  ["application/pdf", false],
  ["", false],
])("%j is offered as a picture: %j", (type, offered) => {
  expect(isPicture(type)).toBe(offered);
});
