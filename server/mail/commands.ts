import type { Transaction } from "../db/client.ts";
import { addJobs } from "../db/jobs.ts";
import { seal } from "../identity/seal.ts";
import type { Letter } from "./letters.ts";

/** How letters are made: sealed with the registry's own secret, with links that begin with `origin`; null where none are sent. */
export interface Mailing {
  secret: string;
  origin: string | null;
}

/** Has a letter sent if, and only if, the transaction commits. It waits sealed, since it may hold a secret. */
export async function queueLetter(tx: Transaction, mailing: Pick<Mailing, "secret">, letter: Letter): Promise<void> {
  await queueLetters(tx, mailing, [letter]);
}

/** The same for many, in few statements. */
export async function queueLetters(tx: Transaction, { secret }: Pick<Mailing, "secret">, letters: readonly Letter[]): Promise<void> {
  await addJobs(tx, "send_letter", letters.map((letter) => ({ sealed: seal(secret, "mail", JSON.stringify(letter)) })));
}
