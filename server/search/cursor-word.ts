/** What is being typed where the cursor stands in a query, which may be half written. */

export interface CursorWord {
  /** The part of the query that a completion takes the place of. */
  from: number;
  to: number;
  /** The field whose value is being typed; null where a field or a word is. */
  field: string | null;
  /** What of it is there already, before the cursor, without its quote. */
  typed: string;
  /** The query without the whole word, for what else is asked. */
  rest: string;
}

export function cursorWord(text: string, given: number): CursorWord {
  const at = Math.min(given, text.length);
  let start = 0;
  let quoted = false;
  for (let i = 0; i < at; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (!quoted && /[\s()]/.test(text[i]!)) start = i + 1;
  }
  let end = at;
  for (; end < text.length && (quoted || !/[\s()]/.test(text[end]!)); end++) if (text[end] === '"') quoted = !quoted;
  const rest = `${text.slice(0, start)} ${text.slice(end)}`.trim();
  if (text[start] === "-" && start < at) start++;
  const segment = text.slice(start, at);
  const [, field, lead = ""] = /^([A-Za-z]\w*(?:\.(?:"[^"]*"|[^\s:<>="]+))?)([:=](?:[^",]*,|"[^"]*",)*)/.exec(segment) ?? [];
  if (field === undefined) return { from: start, to: end, field: null, typed: segment.replaceAll('"', ""), rest };
  const from = start + field.length + lead.length;
  const comma = text.indexOf(",", at);
  return { from, to: comma >= 0 && comma < end ? comma : end, field: field.toLowerCase().replaceAll('"', ""), typed: text.slice(from, at).replaceAll('"', ""), rest };
}
