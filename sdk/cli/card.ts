import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { CountersignError, fileFailure } from "../errors.ts";
import type { CardDiff, CardRevision } from "../wire.ts";
import { act, addCommand, type CommonOptions } from "./command.ts";
import { columns, size, time } from "./layout.ts";
import type { Paint } from "./paint.ts";
import { UsageError } from "./report.ts";

interface ShowOptions extends CommonOptions {
  revision?: number;
  source?: boolean;
}

interface DiffOptions extends CommonOptions {
  from?: number;
  to?: number;
}

interface TemplateOptions extends CommonOptions {
  file?: string;
  builtIn?: boolean;
}

interface WriteOptions extends CommonOptions {
  note: string;
  expected?: number;
}

export function addCardCommands(program: Command): void {
  const group = program.command("card").description("the cards of versions: what a model is for, and where it fails");

  addCommand(group, "show <reference>", "a card as Markdown, its references filled in")
    .option("--revision <number>", "an earlier one", readRevision)
    .option("--source", "as it was written, with front matter and references")
    .action(
      act<ShowOptions>(async ({ registry }, [reference = ""], { revision, source }) => {
        const card = await registry.cards.get(reference, { revision });
        if (card === null) throw new Error(`${reference} has no card. Write one with: countersign card edit ${reference}`);
        return { text: (source ? card.body : card.shown.markdown).trimEnd(), json: card };
      }),
    );

  addCommand(group, "log <reference>", "every revision of a card, the last first").action(
    act(async ({ registry }, [reference = ""]) => {
      const revisions: CardRevision[] = [];
      for await (const revision of registry.cards.history(reference)) revisions.push(revision);
      const rows = revisions.map(({ revision, createdAt, author, bytes, source, note }) => [`r${revision}`, time(createdAt), author.name, size(bytes), source === "file" ? "README.md" : note]);
      return { text: rows.length === 0 ? `${reference} has no card.` : columns([["REVISION", "WHEN", "BY", "SIZE", "WHY"], ...rows]), json: { reference, revisions } };
    }),
  );

  addCommand(group, "diff <reference> [other]", "what changed in a card, or from the card of one version to that of another")
    .option("--from <number>", "the earlier revision; left out: the one before the last, or the last of the first version", readRevision)
    .option("--to <number>", "the later revision; left out: the last", readRevision)
    .action(
      act<DiffOptions>(async ({ registry, paint }, [reference = "", other], { from, to }) => {
        const earlier = from ?? (other === undefined ? await revisionBefore(to ?? (await registry.cards.get(reference))?.revision ?? 0, reference) : undefined);
        const diff = await registry.cards.diff({ reference, revision: earlier }, { reference: other ?? reference, revision: to });
        return { text: describe(diff, paint), json: diff };
      }),
    );

  addCommand(group, "template", "as an administrator: what new cards begin with")
    .option("--file <file>", "begin with the text of this file from now on; - reads what is piped in")
    .option("--built-in", "begin with the template that is built in again")
    .action(
      act<TemplateOptions>(async ({ registry }, _, { file, builtIn }) => {
        if (file !== undefined && builtIn) throw new UsageError("Give --file or --built-in, and not both.");
        if (file === undefined && !builtIn) {
          const template = await registry.cards.siteTemplate();
          return { text: template.body.trimEnd(), json: template };
        }
        const saved = await registry.cards.saveTemplate(file === undefined ? null : await readText(file));
        return { text: `New cards begin with ${saved.saved ? "that" : "the template that is built in"} from now on.`, json: saved };
      }),
    );

  addWriting(group, "push <reference> <file>", "write the next revision of a card from a file; - reads what is piped in").action(
    act<WriteOptions>(async ({ registry, paint }, [reference = "", file = ""], { note, expected }) => {
      const saved = await registry.cards.revise(reference, { body: await readText(file), note, expected });
      return { text: `${paint.strong(`Revision ${saved.revision}`)} of the card of ${saved.reference} is saved.`, json: saved };
    }),
  );

  addWriting(group, "edit <reference>", "write the next revision of a card in $VISUAL or $EDITOR; a new one begins with the template").action(
    act<WriteOptions>(async ({ registry, paint }, [reference = ""], { note, expected }) => {
      const card = await registry.cards.get(reference);
      const before = card?.body ?? (await registry.cards.template(reference)).template;
      const folder = await mkdtemp(join(tmpdir(), "countersign-card-"));
      const file = join(folder, "README.md");
      await writeFile(file, before);
      await openEditor(file);
      const body = await readText(file);
      if (body === before) {
        await rm(folder, { recursive: true });
        return { text: "Nothing was changed, and nothing saved.", json: { reference, revision: card?.revision ?? null, changed: false } };
      }
      const saved = await registry.cards.revise(reference, { body, note, expected: expected ?? card?.revision ?? 0 }).catch((error: unknown) => {
        throw error instanceof CountersignError ? new CountersignError(error.reason, `${error.message} What you wrote is in ${file}.`, { details: { ...error.details, file } }) : error;
      });
      await rm(folder, { recursive: true });
      return { text: `${paint.strong(`Revision ${saved.revision}`)} of the card of ${saved.reference} is saved.`, json: { ...saved, changed: true } };
    }),
  );
}

function addWriting(group: Command, nameAndArguments: string, description: string): Command {
  return addCommand(group, nameAndArguments, description)
    .option("--note <text>", "what changed and why", "")
    .option("--expected <revision>", "the last revision that you saw, 0 for none; refused when there is a newer one", readRevision);
}

async function revisionBefore(last: number, reference: string): Promise<number> {
  if (last > 1) return last - 1;
  throw new UsageError(`The card of ${reference} has ${last === 0 ? "no revision" : "one revision alone"}: there is nothing to compare it with. Name another version.`);
}

function describe({ from, to, lines }: CardDiff, paint: Paint): string {
  const named = (side: CardDiff["from"]) => (side ? `${side.reference} r${side.revision}` : "no card");
  if (lines.every(({ kind }) => kind === "same")) return `${named(from)} and ${named(to)} say the same.`;
  const signs = { same: " ", added: "+", removed: "-" };
  /** Lines that are the same and not within three of a change are left out. */
  const near = lines.map((_, at) => lines.slice(Math.max(0, at - 3), at + 4).some(({ kind }) => kind !== "same"));
  const shown = lines.flatMap(({ kind, text }, at) => {
    if (!near[at]) return near[at - 1] ? [paint.quiet("…")] : [];
    const line = `${signs[kind]} ${text}`;
    return [kind === "same" ? paint.quiet(line) : kind === "added" ? paint.good(line) : paint.bad(line)];
  });
  return [`${paint.strong(named(from))} → ${paint.strong(named(to))}`, ...shown].join("\n");
}

async function readText(file: string): Promise<string> {
  if (file === "-") {
    const pieces: Buffer[] = [];
    for await (const piece of process.stdin) pieces.push(piece as Buffer);
    return Buffer.concat(pieces).toString("utf8");
  }
  return await readFile(file, "utf8").catch((error: unknown) => {
    throw fileFailure(file, error);
  });
}

/** @throws Error, when it can't be started or fails */
async function openEditor(file: string): Promise<void> {
  const editor = process.env["VISUAL"] || process.env["EDITOR"] || (process.platform === "win32" ? "notepad" : "vi");
  const [program = "vi", ...rest] = editor.split(" ").filter((word) => word !== "");
  const failure = await new Promise<string | null>((resolve) => {
    const child = spawn(program, [...rest, file], { stdio: "inherit" });
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) => resolve(code === 0 ? null : `it ended with ${code}`));
  });
  if (failure) throw new Error(`${editor} could not edit ${file}: ${failure}. Set VISUAL or EDITOR, or use: countersign card push.`);
}

function readRevision(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be the number of a revision, such as 2.");
}
