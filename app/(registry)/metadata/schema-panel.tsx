"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import type { SavedSchema, SchemaScope } from "#server/metadata-schemas/schema.ts";
import { scopeName } from "#app/(registry)/policies/scope.ts";
import { SchemaEditor } from "./schema-editor.tsx";

/** The schema of a scope: read, changed by whoever keeps it, and every version that there was. */
export function SchemaPanel({ scope, keeps }: { scope: SchemaScope; keeps: boolean }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.metadataSchemas.history.queryOptions({ scope }));
  const [isEdited, setEdited] = useState(false);
  if (!data) return error ? <Notice tone="refuse" title={messageOf(error)} live /> : <Skeleton height="12rem" />;
  const [newest] = data;
  const schema = newest?.schema ?? null;
  const owner = scopeName(scope);
  const edit = keeps && !isEdited && <Button size="small" icon="edit" onClick={() => setEdited(true)}>{schema ? "Change the schema" : "Write a schema"}</Button>;
  return (
    <div className="grid gap-8">
      <Panel title={`What ${owner} asks for`} actions={edit}>
        <div className="grid gap-3 pt-2">
          {isEdited && <SchemaEditor scope={scope} schema={schema} expected={newest?.version ?? 0} onDone={() => setEdited(false)} />}
          {!isEdited && schema && <CodeBlock label="the schema" code={JSON.stringify(schema, null, 2)} />}
          {!isEdited && !schema && (
            <EmptyState icon="file" title="Nothing beyond what every version declares" command={`countersign schema set ${flagOf(scope)}--file schema.json --note "Where it may be used"`}>
              A JSON Schema says which attributes, parameters or other metadata a new version needs, and the form for new versions asks for them. Versions that are registered already stay as they are.
            </EmptyState>
          )}
        </div>
      </Panel>
      {data.length > 0 && <History versions={data} />}
    </div>
  );
}

function flagOf(scope: SchemaScope): string {
  return scope.kind === "site" ? "" : scope.kind === "team" ? `--team ${scope.team} ` : `--model ${scope.model} `;
}

function History({ versions }: { versions: readonly SavedSchema[] }) {
  return (
    <Panel title="Versions" count={versions.length}>
      <ol className="divide-y divide-line">
        {versions.map(({ version, schema, note, by, at }) => (
          <li key={version} className="py-2">
            <details>
              <summary><span className="font-mono">v{version}</span> <span className="font-medium">{note}</span> <span className="text-ink-soft">{schema === null && "took it away, "}by {by.name}, <RelativeTime at={at} /></span></summary>
              {schema && <div className="pt-2"><CodeBlock label={`version ${version}`} code={JSON.stringify(schema, null, 2)} /></div>}
            </details>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
