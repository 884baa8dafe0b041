"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState, useSyncExternalStore } from "react";
import { useTRPC, useTRPCClient } from "#app/_trpc/client.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { useRefusedTags } from "#app/(registry)/models/use-refused-tags.ts";
import type { DraftDetail } from "#server/drafts/schema.ts";
import type { FormField } from "#server/metadata-schemas/schema.ts";
import { faultsOf, partsOf, readDeclaration, soundPart, writeDeclaration, type Declaration, type Fault, type Part } from "./declaration.ts";
import { nothingTaken, setTakenOver, subscribeTakenOver, takenOver, type TakenOver } from "./taken-over.ts";
import { useAsked } from "./use-asked.ts";
import { useAutosave, type Saving } from "./use-autosave.ts";

type Json = Record<string, unknown>;

/** What is declared of a draft while it is edited, as a form or as JSON. */
export interface Declaring {
  form: Declaration;
  change: <Key extends Part>(part: Key, value: Declaration[Key]) => void;
  /** Puts all of this in place of what is there. */
  fill: (metadata: Json) => void;
  /** The JSON that is edited; null while the form is. */
  text: string | null;
  editText: (text: string | null) => void;
  /** The parts that hold something. */
  filled: readonly string[];
  /** Missing or wrong, by path. */
  faults: readonly Fault[];
  /** The attributes and parameters that schemas ask for. */
  asked: readonly FormField[];
  taken: TakenOver;
  /** Starts from an earlier version: its values take the place of what is there, and are marked. */
  takeOver: (from: string, metadata: Json) => void;
  /** A part that was taken over is right as it is. */
  confirm: (part: Part) => void;
  saving: Saving;
  flush: () => Promise<boolean>;
}

export function useDeclaration(draft: DraftDetail): Declaring {
  const id = draft.draft;
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [form, setForm] = useState(() => readDeclaration(draft.metadata));
  const [text, setText] = useState<string | null>(null);
  const taken = useSyncExternalStore(subscribeTakenOver, () => takenOver(id), () => nothingTaken);

  const { metadata, faults: own } = useMemo(() => {
    const written = writeDeclaration(form);
    const parsed = text === null ? null : parseObject(text);
    if (parsed === null) return { metadata: written.metadata, faults: [...written.faults, ...faultsOf(written.metadata)] };
    return { metadata: written.metadata, faults: "fault" in parsed ? [{ path: "", message: parsed.fault }] : faultsOf(parsed.value) };
  }, [form, text]);

  const refused = useRefusedTags(draft.model, form.tags);
  const sound = useMemo(() => JSON.stringify(soundPart(metadata, refused.map(({ tag }) => tag))), [metadata, refused]);
  const asked = useAsked(draft.model, sound);
  // What the registry itself asks for is told once.
  const tagFaults = refused.map(({ tag, message }) => ({ path: `tags.${form.tags.indexOf(tag)}`, message })).filter(({ path }) => path !== "tags.-1");
  const faults = [...own, ...[...asked.faults, ...tagFaults].filter(({ path }) => own.every((fault) => fault.path !== path))];
  const save = useCallback(async (json: string) => {
    const declared = JSON.parse(json) as Json;
    await client.drafts.describe.mutate({ draft: id, metadata: declared });
    // Whoever comes back to the page finds what was saved, not what the page began with.
    queries.setQueryData(trpc.drafts.get.queryKey({ draft: id }), (known) => known && { ...known, metadata: declared });
  }, [client, trpc, queries, id]);
  // That there are no parameters is declared by the form; whoever began the draft elsewhere may not have said so.
  const { saving, flush } = useAutosave(sound, save, "parameters" in draft.metadata || Object.keys(draft.metadata).length === 0);

  function confirm(part: Part) {
    if (taken.parts.includes(part)) setTakenOver(id, { ...taken, parts: taken.parts.filter((each) => each !== part) });
  }

  /** @param words what was done, to undo it where something had been typed */
  function fill(next: Json, from: TakenOver, words: string) {
    const before = { form, taken };
    setForm(readDeclaration(next));
    setText(null);
    setTakenOver(id, from);
    if (Object.keys(metadata).length === 0) return;
    const undo = () => {
      setForm(before.form);
      setTakenOver(id, before.taken);
    };
    toast({ title: words, detail: "It took the place of what stood in the form.", action: { label: "Undo", onSelect: undo } });
  }

  return {
    form,
    change(part, value) {
      setForm((before) => ({ ...before, [part]: value }));
      confirm(part);
    },
    fill: (next) => fill(next, nothingTaken, "The form holds what metadata.json declares"),
    text,
    editText(next) {
      setText(next);
      const parsed = next === null ? null : parseObject(next);
      if (parsed && "value" in parsed) setForm(readDeclaration(parsed.value));
    },
    filled: Object.keys(metadata),
    faults,
    asked: asked.fields,
    taken,
    takeOver: (from, earlier) => fill(earlier, { from, parts: partsOf(earlier) }, `The form holds what ${from} declares`),
    confirm,
    saving,
    flush,
  };
}

/** Reads metadata that somebody has written, or says why it is none. */
export function parseObject(text: string): { value: Json } | { fault: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value: value as Json };
    return { fault: "It must be a JSON object: { … } around names and values." };
  } catch (error) {
    return { fault: `It is not JSON yet: ${error instanceof Error ? error.message : "it can't be read"}.` };
  }
}

/** What is declared, to edit it as JSON. */
export function jsonOf(form: Declaration): string {
  return `${JSON.stringify(writeDeclaration(form).metadata, null, 2)}\n`;
}
