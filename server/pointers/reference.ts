/** How a reference picks a version of its model. */
export type Selector =
  | { kind: "newest" }
  | { kind: "number"; number: number }
  | { kind: "digest"; digest: string }
  | { kind: "pointer"; name: string };

export interface Reference {
  team: string;
  model: string;
  selector: Selector;
}

const forms = "team/model, team/model@7, team/model@production or team/model@sha256:…";
const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Reads a reference: `team/model`, then `@` and a number, a stage, an alias, or `sha256:` and 64 hex digits.
 * @returns the reference, or what is wrong with it in a sentence
 */
export function parseReference(text: string): Reference | { fault: string } {
  const [path = "", selector, ...more] = text.split("@");
  const [team = "", model = "", ...deeper] = path.split("/");
  if (more.length > 0 || deeper.length > 0 || team === "" || model === "") {
    return { fault: `${quote(text)} is not a reference. Write ${forms}.` };
  }
  for (const part of [team, model]) {
    if (!slug.test(part)) {
      return { fault: `${quote(text)}: ${quote(part)} must be lower-case letters, digits and single hyphens. Write ${forms}.` };
    }
  }
  if (selector === undefined) return { team, model, selector: { kind: "newest" } };
  if (/^[1-9]\d{0,8}$/.test(selector)) return { team, model, selector: { kind: "number", number: Number(selector) } };
  if (/^sha256:[0-9a-f]{64}$/.test(selector)) return { team, model, selector: { kind: "digest", digest: selector } };
  if (slug.test(selector) && !/^\d+$/.test(selector)) return { team, model, selector: { kind: "pointer", name: selector } };
  return { fault: `${quote(text)}: ${quote(selector)} names no version. Write ${forms}.` };
}

function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
