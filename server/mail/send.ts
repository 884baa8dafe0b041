import { createTransport } from "nodemailer";
import { unseal } from "../identity/seal.ts";
import type { Letter } from "./letters.ts";

/** Where letters go out, and what their links begin with. */
export interface Post {
  /** `smtp://` or `smtps://`, with the name and the password in it. */
  smtpUrl: string;
  /** `Countersign <models@example.com>` */
  from: string;
  /** The address that people open. */
  origin: string;
}

const patienceMs = 20_000;

/**
 * Sends a letter that a transaction has queued.
 * @param secret the registry's own
 * @throws Error when the mail server can't be reached, or refuses it: the job is tried again
 */
export async function sendLetter({ smtpUrl, from }: Post, secret: string, sealed: string): Promise<void> {
  const letter = JSON.parse(unseal(secret, "mail", sealed)) as Letter;
  const transport = createTransport({ url: smtpUrl, connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs, disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.sendMail({ ...letter, from });
  } finally {
    transport.close();
  }
}
