import { readFile } from "node:fs/promises";
import type { Metadata } from "next";
import { join } from "node:path";
import { cache } from "react";
import { Markdown } from "#app/_ui/markdown.tsx";
import { PageHeader } from "#app/_ui/page.tsx";

export const metadata: Metadata = { title: "How to search" };

/** docs/search.md, without its own title and so one level higher: the same text that is read beside the code. */
const read = cache(async () => (await readFile(join(process.cwd(), "docs/search.md"), "utf8")).replace(/^# .*\n+/, "").replaceAll(/^#(?=#+ )/gm, ""));

export default async function SearchHelpPage() {
  return (
    <>
      <PageHeader crumbs={[{ label: "Catalogue", href: "/models" }, { label: "How to search" }]} title="How to search" />
      <Markdown text={await read()} />
    </>
  );
}
