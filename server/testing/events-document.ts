/** Writes docs/events.md from the catalogue of events: `node server/testing/events-document.ts`. A test fails when the file is another. */
import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { catalogue, catalogueVersion, publicTypes, subjectMeanings, type PublicType } from "../outbox/catalogue.ts";

export const eventsUrl = new URL("../../docs/events.md", import.meta.url);

interface JsonSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  format?: string;
}

/** A JSON schema as TypeScript has it. */
function typeOf(schema: JsonSchema): string {
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.map(typeOf).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") return `${schema.items?.anyOf ? `(${typeOf(schema.items)})` : typeOf(schema.items ?? {})}[]`;
  if (schema.properties) return `{ ${fieldsOf(schema).join("; ")} }`;
  if (typeof schema.additionalProperties === "object") return `Record<string, ${typeOf(schema.additionalProperties)}>`;
  if (schema.format === "date-time") return "instant";
  return [schema.type ?? "unknown"].flat().map((type) => (type === "integer" ? "number" : type)).join(" | ");
}

function fieldsOf({ properties = {}, required = [] }: JsonSchema): string[] {
  return Object.entries(properties).map(([name, schema]) => `${name}${required.includes(name) ? "" : "?"}: ${typeOf(schema)}`);
}

/** The fields that all types of a family have are told once. */
function familyOf(name: string, types: readonly PublicType[]): string {
  const fields = new Map(types.map((type) => [type, fieldsOf(z.toJSONSchema(catalogue[type].data) as JsonSchema)]));
  const [first = []] = fields.values();
  const shared = types.length < 4 ? [] : first.filter((field) => [...fields.values()].every((each) => each.includes(field)));
  const rows = types.map((type) => {
    const own = fields.get(type)!.filter((field) => !shared.includes(field));
    return `| \`${type}\` | ${catalogue[type].meaning} | ${catalogue[type].on} | ${own.map((field) => `\`${field.replaceAll("|", "\\|")}\``).join("<br>")} |`;
  });
  const intro = shared.length === 0 ? "" : `\nAll of them have ${shared.map((field) => `\`${field}\``).join(", ")}.\n`;
  return `### ${name}\n${intro}\n| type | meaning | on | data |\n| --- | --- | --- | --- |\n${rows.join("\n")}`;
}

function families(): string {
  const found = new Map<string, PublicType[]>();
  for (const type of publicTypes) {
    const name = type.slice(0, type.indexOf("."));
    found.set(name, [...(found.get(name) ?? []), type]);
  }
  return [...found].map(([name, types]) => familyOf(name, types)).join("\n\n");
}

/** The whole text of docs/events.md. */
export function eventsDocument(): string {
  return `# Events

Written by \`node server/testing/events-document.ts\` from \`server/outbox/catalogue.ts\`. A test lives through nearly all of what can
happen and holds every event that was written against this catalogue.

Everything that is done to models, and what decides about them, is told as an event: in the feed below, by webhooks, and to who
follows a stage. The registry deploys nothing; it tells those who do exactly what and when.

## The envelope

\`\`\`json
{
  "id": 1204,
  "type": "stage.moved",
  "version": ${catalogueVersion},
  "at": "2026-05-03T10:00:00.000Z",
  "model": "risk/fraud-detector",
  "subject": "risk/fraud-detector@production",
  "actor": { "id": "0198c0de-…", "name": "Ria" },
  "data": {
    "stage": "production",
    "from": { "version": 6, "digest": "sha256:…" },
    "to": { "version": 7, "digest": "sha256:…" },
    "promotion": "0198c0df-…",
    "kind": "promote",
    "bypassed": false
  }
}
\`\`\`

| field | is |
| --- | --- |
| \`id\` | a number that grows in the order in which what happened was committed; numbers may be left out |
| \`type\` | what happened, from the list below; be ready for types that you don't know |
| \`version\` | the version of this catalogue. Within ${catalogueVersion}, types and fields are only added |
| \`at\` | when, by the registry's clock |
| \`model\` | \`team/model\`; null of what hangs on no model |
| \`subject\` | what it happened to, as people name it |
| \`actor\` | who did it, by the account's id and name; null where the registry did, by its own schedule |
| \`data\` | what is to be known of it, by type; events that were written before this catalogue may lack some of it |

What hangs on a model is told of it, and the \`subject\` of an event is by what it hangs on:

${Object.entries(subjectMeanings)
  .map(([on, meaning]) => `- **${on}**: ${meaning}`)
  .join("\n")}

No event holds a secret, an e-mail address or what was written in a conversation. Who signed in, tokens, accounts, drafts, saved views,
webhooks and how the registry is run are in the [record](audit.md) alone.

## What is guaranteed

- **Written with what it tells of**, in one transaction: there is no event of what was not done, and nothing is done without its event.
- **In one order for all.** Whoever writes an event holds a lock until the end, so that ids are committed in their order: who has
  seen one will never see a new one below it. That is what makes the number of the last one all that a reader needs to keep.
- **At least once.** Keep the \`id\` after you have dealt with an event, and go on after it: what you were about to do when you were
  killed comes again, and nothing is left out. An event that comes twice has the same \`id\`.
- **\`stage.moved\` is the one to deploy by.** It is told where the stage really moves, however that came about: by a promotion that was
  applied by itself or by hand, a bypass, a rollback, a removal.
- **Kept for ever**, also when the version that it tells of was deleted: \`version.deleted\` and \`version.purged\` say so themselves.

## Who hears what

Whoever sees a model now hears of all that happened to it, also before they could see it: an event says no more than the model's page
with its activity. Who does not see it any more hears nothing more of it. A token needs the scope \`model:read\`, and hears of the models
that it reaches. What hangs on no model is heard by those who hold \`audit:read\`, with a token that reaches every model; what is about a
team, also by those who hold \`team:manage\` in it.

## The feed

\`\`\`sh
curl -H "Authorization: Bearer $COUNTERSIGN_TOKEN" \\
  "$COUNTERSIGN_URL/api/events?after=1203&types=stage.moved,promotion.*&model=risk/fraud-detector&limit=100&wait=30"
\`\`\`

Answers \`{ "items": [ … ], "next": 1204, "more": false }\`. Go on with \`after=\` what was \`next\`, also where there was no item.

| parameter | means |
| --- | --- |
| \`after\` | the number after which to go on: 0 (as when it is left out) for all that ever happened, \`latest\` for nothing of it |
| \`types\` | types with commas between them, each also as a family, such as \`promotion.*\` |
| \`model\` | \`team/model\`: of this one alone |
| \`limit\` | from 1 to 500, 100 unless said otherwise. A page may hold fewer, and \`more\` says whether to ask again at once |
| \`wait\` | how many seconds to wait where there is nothing yet, 60 at most: the answer comes as soon as there is |

A registry that was restored from a backup has not seen events that you have. Whoever asks it to go on after one of those is told
\`cursor_ahead\` (409), with the \`last\` one that there is: look at what is live now, then go on after that.

\`\`\`ts
for await (const event of registry.events({ after: await store.lastEvent(), types: ["stage.moved"], follow: true, signal })) {
  if (event.type === "stage.moved") await deploy(event.model, event.data.to);
  await store.keep(event.id);
}
\`\`\`

\`event.data\` is typed by \`event.type\`. Without \`follow\` it ends with what there is; with it, a registry that is being restarted
is waited for, however long that takes.

\`\`\`sh
countersign events --after 1203 --types stage.moved,promotion.*
countersign events --after latest --follow --json | while read -r event; do …; done   # one event per line
\`\`\`

## Every event

\`instant\` is a string such as \`2026-05-03T10:00:00.000Z\`. A field with \`?\` may be left out.

${families()}
`;
}

if (import.meta.main) await writeFile(eventsUrl, eventsDocument());
