"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextAreaField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { SchemaScope } from "#server/metadata-schemas/schema.ts";
import { readSchema } from "./read-schema.ts";
import { SchemaCheck } from "./schema-check.tsx";

const example = {
  properties: {
    attributes: {
      required: ["region"],
      properties: { region: { enum: ["eu", "us"], description: "Where it may be used" } },
    },
  },
};

/** Edits the schema of a scope as JSON, and shows meanwhile what it would do. @param schema null where there is none yet */
export function SchemaEditor({ scope, schema, expected, onDone }: { scope: SchemaScope; schema: object | null; expected: number; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [text, setText] = useState(JSON.stringify(schema ?? example, null, 2));
  const [note, setNote] = useState("");
  async function done(words: string) {
    await queries.invalidateQueries({ queryKey: trpc.metadataSchemas.pathKey() });
    router.refresh();
    toast({ title: words, tone: "allow" });
    onDone();
  }
  const save = useMutation(trpc.metadataSchemas.save.mutationOptions({ onSuccess: ({ version }) => done(`Version ${version} counts for new versions from now on`) }));
  const remove = useMutation(trpc.metadataSchemas.remove.mutationOptions({ onSuccess: () => done("The schema is taken away") }));
  const read = readSchema(text);
  const faults = faultsOf(save.error ?? remove.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    remove.reset();
    if ("schema" in read) save.mutate({ scope, schema: read.schema, note, expected });
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      {faults.rest && <Notice tone="refuse" title="It was not saved" live>{faults.rest}</Notice>}
      <TextAreaField
        label="Schema" mono rows={14} spellCheck={false} autoFocus value={text} onChange={(event) => setText(event.target.value)}
        hint={<>JSON Schema, draft 2020-12, about the whole metadata of a version: <code>attributes</code>, <code>parameters</code>, <code>datasets</code> and so on.</>}
        error={"fault" in read ? read.fault : undefined}
      />
      {"schema" in read && <SchemaCheck scope={scope} text={text} />}
      <TextField label="Why" value={note} maxLength={1000} autoComplete="off" onChange={(event) => setNote(event.target.value)} hint="It is kept with the version." error={faults.fields["note"]} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={save.isPending} disabled={"fault" in read}>Save the schema</Button>
        <Button onClick={onDone}>Cancel</Button>
        {schema && <Button variant="danger" pending={remove.isPending} onClick={() => { save.reset(); remove.mutate({ scope, note, expected }); }}>Take it away</Button>}
      </div>
    </form>
  );
}
