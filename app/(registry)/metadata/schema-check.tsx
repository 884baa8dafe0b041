"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSettled } from "#app/(registry)/policies/use-settled.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import type { SchemaScope } from "#server/metadata-schemas/schema.ts";
import { readSchema } from "./read-schema.ts";

/** What a schema that is being written would do: whether it is one, and which of the newest versions it would refuse. */
export function SchemaCheck({ scope, text }: { scope: SchemaScope; text: string }) {
  const trpc = useTRPC();
  const read = readSchema(useSettled(text, 300));
  const schema = "schema" in read ? read.schema : {};
  const { data, error } = useQuery(trpc.metadataSchemas.preview.queryOptions({ scope, schema }, { placeholderData: keepPreviousData, enabled: "schema" in read }));
  if (error) return <Notice tone="refuse" title={messageOf(error)} live />;
  if (!data) return <Skeleton height="3rem" />;
  const { faults, tried, failed, failing } = data;
  if (faults.length > 0) {
    return (
      <Notice tone="refuse" title="It can’t be saved like this" live>
        <ul className="grid gap-1">{faults.map(({ path, message }) => <li key={`${path} ${message}`}><code>{path === "" ? "the schema" : path}</code> {message}</li>)}</ul>
      </Notice>
    );
  }
  if (tried === 0) return <Notice tone="allow" title="It is a schema" live>There is no version yet to try it on.</Notice>;
  if (failed === 0) return <Notice tone="allow" title={tried === 1 ? "The one version would pass" : `All of the newest ${tried} versions would pass`} live />;
  return (
    <Notice tone="wait" title={`${failed} of the newest ${tried} versions would not pass`} live>
      <p>They stay as they are: it counts for those that are registered from then on.</p>
      <ul className="mt-1 grid gap-1">
        {failing.map((version) => (
          <li key={version.reference}>
            <Link className="link" href={`/models/${version.reference.replace("@", "/versions/")}`}>{version.reference}</Link>{" "}
            <span className="text-ink-soft">{version.faults.map(({ path, message }) => `${path} ${message}`).join("; ")}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
