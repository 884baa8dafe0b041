import { expect, test } from "vitest";
import { readEvents } from "./event-stream.ts";

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const text = 'event: connected\ndata: {}\n\n: a comment\n\nevent: ping\ndata: \n\ndata: {"one":1}\nid: 7,-\n\n\r\ndata: first\r\ndata: second\r\n\r\nid: lost\ndata: cut off';

test.each([1, 3, 1000])("events are read whole, in pieces of %i characters", async (size) => {
  const read = [];
  for await (const event of readEvents(inPieces(text, size))) read.push(event);
  expect(read).toEqual([
    { type: "connected", data: "{}", id: "" },
    { type: "ping", data: "", id: "" },
    { type: "message", data: '{"one":1}', id: "7,-" },
    { type: "message", data: "first\nsecond", id: "7,-" },
  ]);
});
