import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { markDamaged } from "../blobs/commands.ts";
import { openFixture, reasonOf, sha256Of, type Fixture, type Person } from "../testing/fixture.ts";
import { metadataExample } from "./schema.ts";

let fixture: Fixture;
let author: Person;
let stranger: Person;

const limit = 256 * 1024;
const files = {
  "notes/plain.txt": "grüße\nzwei\n",
  "empty.txt": "",
  "nul.bin": "text\0and more",
  // The limit falls into the middle of a character.
  "long.csv": `x${"é".repeat(limit / 2)}tail`,
  "damaged.txt": "these bytes rot",
};

beforeAll(async () => {
  fixture = await openFixture();
  author = await fixture.person("Ann", "contributor");
  stranger = await fixture.person("Olga", "contributor", "growth");
  const { draft } = await author.api.versions.draft({ model: "risk/previewed", metadata: metadataExample });
  for (const [path, content] of Object.entries(files)) await fixture.receive(author, draft, path, content);
  await author.api.versions.finalize({ draft, files: Object.keys(files).length });
});
afterAll(() => fixture.close());

const preview = (path: string, by = author) => by.api.versions.preview({ reference: "risk/previewed@1", path });

describe("a preview", () => {
  it("is the text of a short file", async () => {
    expect(await preview("notes/plain.txt")).toEqual({ text: "grüße\nzwei\n", truncated: false, binary: false });
    expect(await preview("empty.txt")).toEqual({ text: "", truncated: false, binary: false });
  });

  it("is the first 256 KiB of a long one, and cuts no character", async () => {
    const answer = await preview("long.csv");
    expect(answer).toMatchObject({ truncated: true, binary: false });
    expect(answer?.text).toBe(`x${"é".repeat(limit / 2 - 1)}`);
  });

  it("says of bytes that are no text that they are binary", async () => {
    expect(await preview("nul.bin")).toEqual({ text: "", truncated: false, binary: true });
  });

  it("is null for a file that the version lacks, and refused to who may not see the model", async () => {
    expect(await preview("notes")).toBeNull();
    expect(await reasonOf(preview("empty.txt", stranger))).toBe("not_found");
  });

  it("is refused where the stored bytes are damaged", async () => {
    await markDamaged(fixture.db, sha256Of(files["damaged.txt"]));
    expect(await reasonOf(preview("damaged.txt"))).toBe("blob_damaged");
  });
});
