/** Whom a password is for. */
export interface PasswordOwner {
  name: string;
  email: string;
}

/** Fewer different characters than this are no secret, however many of them there are. */
const fewestCharacters = 5;
/** Parts of a name that are shorter stand in too many words. */
const shortestPart = 4;

/**
 * What is wrong with a password that somebody wants to use, beyond its length (schema.ts).
 * @param isCommon whether a word in lower case is among those that everybody tries first
 * @returns what follows "the password" in a sentence, with what to do; null when it can be used
 */
export function passwordFault(password: string, owner: PasswordOwner, isCommon: (word: string) => boolean): string | null {
  const lower = password.normalize("NFKC").toLowerCase();
  if (new Set(lower).size < fewestCharacters) return `must have at least ${fewestCharacters} different characters. ${advice}`;
  // A common word with a year and an exclamation mark is what is tried next.
  const core = lower.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  if (isCommon(lower) || (core.length * 2 >= lower.length && isCommon(core))) return `is among those that are tried first by whoever guesses. ${advice}`;
  const part = partsOf(owner).find((each) => lower.includes(each));
  return part === undefined ? null : `must not hold ${JSON.stringify(part)}, which is a part of the name or the e-mail address. ${advice}`;
}

const advice = "Three or four words that don't belong together are hard to guess and easy to keep.";

function partsOf({ name, email }: PasswordOwner): string[] {
  const [local = ""] = email.toLowerCase().split("@", 1);
  return [local, ...`${name} ${local}`.normalize("NFKC").toLowerCase().split(/[^\p{L}\p{N}]+/u)].filter((part) => part.length >= shortestPart);
}
