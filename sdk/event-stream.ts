/** One event of a stream, as it came. */
export interface StreamEvent {
  /** Its type; `message` where none is named. */
  type: string;
  data: string;
  /** The id that was last given, by this event or one before; empty while none was. */
  id: string;
}

/**
 * Reads server-sent events (the HTML standard, section 9.2.6: https://html.spec.whatwg.org/multipage/server-sent-events.html).
 * @param body as text, in pieces that end anywhere
 * @throws what the body ends in, when it is cut off
 */
export async function* readEvents(body: AsyncIterable<string>): AsyncGenerator<StreamEvent, void> {
  let [type, id, rest] = ["", "", ""];
  let data: string[] = [];
  for await (const piece of body) {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines.map((each) => each.replace(/\r$/, ""))) {
      if (line === "") {
        if (data.length > 0) yield { type: type || "message", data: data.join("\n"), id };
        [type, data] = ["", []];
        continue;
      }
      const [, name, value = ""] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
      if (name === "data") data.push(value);
      else if (name === "event") type = value;
      else if (name === "id" && !value.includes("\0")) id = value;
    }
  }
}
