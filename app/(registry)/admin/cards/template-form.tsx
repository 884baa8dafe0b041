"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { useLeavingWarning } from "#app/_ui/use-leaving-warning.ts";
import { CardField, useCardText } from "#app/(registry)/models/[team]/[model]/versions/[number]/card/edit/card-text.tsx";
import { InsertReference } from "#app/(registry)/models/[team]/[model]/versions/[number]/card/edit/insert-reference.tsx";
import type { SiteTemplate } from "#server/cards/schema.ts";

/** What new cards begin with: the template that is built in, or a text of this registry's own. */
export function TemplateForm() {
  const { data } = useQuery(useTRPC().cards.siteTemplate.queryOptions());
  return data ? <Editor template={data} /> : null;
}

function Editor({ template }: { template: SiteTemplate }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useId();
  const text = useCardText(template.body);
  const { body, setBody } = text;
  const save = useMutation(
    trpc.cards.saveTemplate.mutationOptions({
      onSuccess: (saved) => {
        queries.setQueryData(trpc.cards.siteTemplate.queryKey(), saved);
        setBody(saved.body);
        toast({ title: saved.saved ? "The template is saved" : "The template that is built in counts again", detail: "New cards begin with it from now on.", tone: "allow" });
      },
    }),
  );
  const faults = faultsOf(save.error);
  const isChanged = body !== template.body;
  useLeavingWarning(isChanged);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    save.mutate({ body });
  }

  return (
    <div className="grid max-w-4xl grid-cols-1 gap-4">
      <p className="text-ink-soft">
        {template.saved ? <>Written by {template.saved.by.name}, <RelativeTime at={template.saved.at} />.</> : "This one is built in: intended use, data, metrics, limitations and what else a reader asks."}
        {" "}Comments between <code>{"<!-- -->"}</code> say what to write, and are not shown.
      </p>
      {faults.rest && <Notice tone="refuse" title="It was not saved" live>{faults.rest}</Notice>}
      <form id={form} noValidate onSubmit={submit}>
        <CardField label="Template" text={text} error={faults.fields["body"]} />
      </form>
      <InsertReference references={template.references} onInsert={text.insert} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" form={form} variant="primary" pending={save.isPending} disabled={!isChanged}>Save the template</Button>
        {isChanged && <Button onClick={() => { save.reset(); setBody(template.body); }}>Undo what I typed</Button>}
        {template.saved && !isChanged && <Button pending={save.isPending} onClick={() => save.mutate({ body: null })}>Return to the built-in one</Button>}
      </div>
    </div>
  );
}
