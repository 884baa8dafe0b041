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

/** What one letter tells of; see the notifications. */
interface Told {
  title: string;
  detail: string;
  path: string;
}

const choose = (origin: string) => `You choose what you hear of, and how, at ${origin}/settings/notifications.`;

/**
 * @param told.lines more that belongs to it, a line each
 * @param told.act what is done on the page that it leads to
 * @param told.origin what links begin with
 */
export function noticeLetter(to: string, { title, detail, path, act, lines, registry, origin }: Told & { act: string; lines: readonly string[]; registry: string; origin: string }): Letter {
  return compose({ to, subject: title, before: [`${title}.`, ...(detail === "" ? [] : [detail]), ...lines], link: `${origin}${path}`, act, after: [`This is a letter of ${registry}. ${choose(origin)}`] });
}

/** One letter with all that somebody has not read yet. @param told.more how many there are beside those */
export function digestLetter(to: string, { items, more, registry, origin }: { items: readonly Told[]; more: number; registry: string; origin: string }): Letter {
  const all = items.length + more;
  return compose({
    to,
    subject: `${registry}: ${all === 1 ? items[0]?.title : `${all} things that you have not read`}`,
    before: [...items.map(({ title, detail, path }) => [`${title}.`, detail, `${origin}${path}`].filter((each) => each !== "").join("\n")), ...(more > 0 ? [`And ${more} more.`] : [])],
    link: `${origin}/notifications`,
    act: "See all of it",
    after: [choose(origin)],
  });
}

function dayOf(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function compose({ to, subject, before, link, act, after }: Matter): Letter {
  const paragraph = (text: string) => `<p>${escapeHtml(text).replaceAll("\n", "<br>")}</p>`;
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
