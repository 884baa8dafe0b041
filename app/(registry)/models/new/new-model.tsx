"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { useTRPCClient } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { SelectField, TextAreaField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { visibilities, visibilityMeanings, type Visibility } from "#server/models/schema.ts";
import { slugSchema } from "#server/teams/schema.ts";
import { queueOf } from "../[team]/[model]/drafts/live-drafts.ts";
import type { Dropped } from "../[team]/[model]/drafts/dropped.ts";
import { PageDrop } from "../[team]/[model]/drafts/page-drop.tsx";

/** Names a model, begins the draft of its first version, and goes there. */
export function NewModel({ teams, chosen }: { teams: readonly { slug: string; name: string }[]; chosen: string | undefined }) {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  const [team, setTeam] = useState(teams.find(({ slug }) => slug === chosen)?.slug ?? teams[0]?.slug ?? "");
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [visibility, setVisibility] = useState<Visibility>();
  const [isAsked, setAsked] = useState(false);
  const [dropped, setDropped] = useState<readonly Dropped[]>([]);
  const model = `${team}/${name.trim()}`;

  const begin = useMutation({
    mutationFn: async () => {
      const existing = await client.models.get.query({ model }).catch(() => null);
      if (existing) return { model, draft: null };
      const { draft } = await client.versions.draft.mutate({ model, visibility });
      // What the first version says of itself becomes what is said of the model.
      if (description.trim() !== "") await client.drafts.describe.mutate({ draft, metadata: { description: description.trim() } });
      return { model, draft };
    },
    onSuccess: async ({ draft }) => {
      if (draft === null) return;
      queueOf(draft).offer(dropped);
      router.push(`/models/${model}/drafts/${draft}`);
      await queries.invalidateQueries();
    },
  });

  const fault = name === "" && !isAsked ? undefined : slugSchema.safeParse(name.trim()).error?.issues[0]?.message;
  const taken = begin.data?.draft === null && begin.data.model === model;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setAsked(true);
    if (slugSchema.safeParse(name.trim()).success) begin.mutate();
  }

  return (
    <form noValidate onSubmit={submit} className="grid max-w-xl gap-4">
      <PageDrop label="Drop the files of the first version" onDropped={setDropped} />
      {begin.isError && <Notice tone="refuse" title="The model was not begun" live>{messageOf(begin.error)}</Notice>}
      {taken && (
        <Notice tone="wait" title={`There is a model ${model} already`} live action={<LinkButton size="small" href={`/models/${model}`}>Go to {name.trim()}</LinkButton>}>
          Begin its next version there, or choose another name.
        </Notice>
      )}
      {dropped.length > 0 && <Notice title={`${dropped.length} ${dropped.length === 1 ? "file is" : "files are"} ready`} live>They are uploaded once the model has a name.</Notice>}
      <SelectField label="Team" value={team} onChange={(event) => setTeam(event.target.value)}>
        {teams.map((each) => <option key={each.slug} value={each.slug}>{each.name} ({each.slug})</option>)}
      </SelectField>
      <TextField
        label="Name" mono autoFocus autoComplete="off" autoCapitalize="none" spellCheck={false} value={name} placeholder="fraud-detector" onChange={(event) => setName(event.target.value)}
        hint={<>Lower-case letters, digits and single hyphens. It will be called <code>{fault || name === "" ? `${team}/name` : model}</code>, and can’t be renamed later.</>}
        error={fault && `${fault[0]?.toUpperCase() ?? ""}${fault.slice(1)}`}
      />
      <TextAreaField
        label="Description" optional maxLength={2000} rows={3} value={description} onChange={(event) => setDescription(event.target.value)}
        hint="What it is for, in a sentence or two."
      />
      <SelectField
        label="Who sees it" value={visibility ?? ""} onChange={(event) => setVisibility(visibilities.find((each) => each === event.target.value))}
        hint={visibility === undefined ? "It can be changed at any time." : `${visibilityMeanings[visibility]}. It can be changed at any time.`}
      >
        <option value="">As new models are seen here</option>
        {visibilities.map((each) => <option key={each} value={each}>{each === "internal" ? "Internal" : "Private"}</option>)}
      </SelectField>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={begin.isPending || (begin.isSuccess && !taken)}>Begin its first version</Button>
        <LinkButton href="/models">Cancel</LinkButton>
      </div>
    </form>
  );
}
