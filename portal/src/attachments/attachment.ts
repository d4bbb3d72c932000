/** A picture or file that came with a message, fetched when somebody wants it. */
import type { Api } from "../api/client";
import { Refusal } from "../api/refusal";

export interface Place {
  threadId: string;
  messageId: string;
  /** Its place among the message's files, from 0. */
  index: string;
}

export interface Attachment {
  content: Blob;
  name: string;
  isPicture: boolean;
}

/** What a browser only ever draws; anything else is never shown, whatever it says it is. */
const PICTURES = ["image/jpeg", "image/png", "image/gif", "image/webp"];
const LARGEST_PART = 4;

/** Fetches all parts and puts them together. */
export async function fetchAttachment(api: Api, place: Place): Promise<Attachment> {
  const parts: Blob[] = [];
  let type = "";
  let name = "file.bin";
  for (let part = 1; part <= LARGEST_PART; part += 1) {
    const { data, error, response } = await api.GET("/threads/{threadId}/messages/{messageId}/media/{index}", {
      params: { path: place, query: { part } },
      parseAs: "blob",
    });
    if (!response.ok) throw new Refusal(response.status, error);
    if (data) parts.push(data);
    type = response.headers.get("Content-Type") ?? "";
    name = /filename="([\w.-]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? name;
    if (!response.headers.has("Next-Part")) break;
  }
  const isPicture = PICTURES.includes(type);
  return { content: new Blob(parts, { type: isPicture ? type : "application/octet-stream" }), name, isPicture };
}
