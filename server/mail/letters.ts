/** A letter as it is sent. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** What a letter says: paragraphs, one link with its words, and when that ends. */
interface Matter {
  to: string;
  subject: string;
  before: string[];
  link: string;
  act: string;
  after: string[];
}

/** @param link the whole address, with its secret */
export function invitationLetter(to: string, { link, by, registry, expiresAt }: { link: string; by: string; registry: string; expiresAt: Date }): Letter {
  return compose({
    to,
    subject: `${by} invites you to ${registry}`,
    before: [`${by} invites you to ${registry}, where models are kept and their promotions are signed.`],
    link,
    act: "Make your account",
    after: [`The link works once, until ${dayOf(expiresAt)}. If you did not expect it, leave it: nothing happens then.`],
  });
}

/** @param link the whole address, with its secret */
export function resetLetter(to: string, { link, registry, expiresAt }: { link: string; registry: string; expiresAt: Date }): Letter {
  return compose({
    to,
    subject: `A new password for ${registry}`,
    before: [`Somebody asked for a new password for your account at ${registry}.`],
    link,
    act: "Choose a new password",
    after: [`The link works once, until ${dayOf(expiresAt)}. If it was not you who asked, leave it: your password stays as it is.`],
  });
}

/** @param models those of the reader's that are touched, each with its versions in words: `risk/fraud: v7, v9, live in production` */
export function recallLetter(to: string, { link, by, what, reason, registry, models, lifted }: { link: string; by: string; what: string; reason: string; registry: string; models: string[]; lifted: boolean }): Letter {
  return compose({
    to,
    subject: lifted ? `${what} is no longer recalled` : `Recalled: ${what}`,
    before: [
      lifted ? `${by} lifted the recall of ${what} in ${registry}: ${reason}` : `${by} recalled ${what} in ${registry}: ${reason}`,
      `It touches what you maintain:`,
      ...models,
    ],
    link,
    act: "See what it touches",
    after: [lifted ? "What waited for that can go on." : "Until the recall is lifted, these versions go to no stage, unless somebody bypasses it. What is live stays live: move it yourself."],
  });
}

function dayOf(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function compose({ to, subject, before, link, act, after }: Matter): Letter {
  const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;
  const button = `<p><a href="${escapeHtml(link)}">${escapeHtml(act)}</a></p>`;
  return {
    to,
    // A line break in a name must not begin a header of its own.
    subject: subject.replaceAll(/\s+/g, " "),
    text: [...before, `${act}: ${link}`, ...after].join("\n\n"),
    html: `<!doctype html><html lang="en"><body>${before.map(paragraph).join("")}${button}${after.map(paragraph).join("")}</body></html>`,
  };
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
