"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useDeferredValue, useId, useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { tagSchema, type TagSuggestions } from "#server/tags/schema.ts";
import { TagBadge, TagSwatch } from "./tag-badge.tsx";

type Suggestion = TagSuggestions["items"][number];

/**
 * Chooses tags: those that one may apply are offered as one types, and free ones can be typed where they are allowed.
 * @param model whose tags, or those of whose version, are chosen; left out for things of several models
 * @param fixed no tag can be chosen but these: of a thing that tags are taken off
 */
export function TagPicker({ label, model, chosen, onChoose, fixed }: { label: string; model?: string; chosen: readonly string[]; onChoose: (tags: string[]) => void; fixed?: readonly string[] }) {
  const trpc = useTRPC();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const text = useDeferredValue(typed.trim().toLowerCase());
  const { data, error } = useQuery(trpc.tags.suggest.queryOptions({ text: text.slice(0, 100), limit: 50, ...(model ? { model } : {}) }, { placeholderData: keepPreviousData, enabled: isOpen && !fixed }));
  const known: readonly Suggestion[] = fixed ? fixed.filter((name) => name.includes(text)).map((name) => ({ name, color: "slate", description: "", group: null, exclusive: false })) : (data?.items ?? []);
  const offered = known.filter(({ name }) => !chosen.includes(name));
  const isNew = text !== "" && tagSchema.safeParse(text).success && !chosen.includes(text) && !known.some(({ name }) => name === text);

  function choose(name: string, exclusive: Suggestion | undefined) {
    const rest = exclusive?.exclusive ? chosen.filter((each) => !each.startsWith(`${exclusive.group}:`)) : chosen;
    onChoose([...rest, name]);
    setTyped("");
    // What is below moves up now, and not under the pointer that goes there next.
    setOpen(false);
  }

  return (
    <div>
      <p id={id} className="mb-1 font-medium">{label}</p>
      <Command
        shouldFilter={false} label={label}
        onKeyDown={(event) => { if (event.key === "Backspace" && typed === "") onChoose(chosen.slice(0, -1)); }}
        onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false); }}
      >
        <div className="control flex flex-wrap items-center gap-1">
          {chosen.map((name) => (
            <TagBadge key={name} name={name}>
              <button type="button" aria-label={`Take off ${name}`} onClick={() => onChoose(chosen.filter((each) => each !== name))} className="-me-1 inline-flex size-5 items-center justify-center rounded-sm hover:bg-hover hover:text-ink pointer-coarse:size-7">
                <Icon name="close" size={12} />
              </button>
            </TagBadge>
          ))}
          <Command.Input
            aria-labelledby={id} value={typed} maxLength={100} autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder={chosen.length === 0 ? "Type to find a tag" : ""}
            onValueChange={(next) => { setTyped(next); setOpen(true); }} onFocus={() => setOpen(true)} onClick={() => setOpen(true)}
            className="min-w-32 flex-1 bg-transparent py-0.5 outline-none"
          />
        </div>
        <Command.List aria-label={`${label}: what there is`} hidden={!isOpen} className="mt-1 max-h-48 overflow-y-auto rounded-sm border border-line bg-raised empty:hidden" tabIndex={-1}>
          {offered.map((tag) => (
            <Command.Item key={tag.name} value={tag.name} onSelect={() => choose(tag.name, tag)} className={item}>
              <TagSwatch color={tag.color} />
              <span className="font-medium">{tag.name}</span>
              {tag.exclusive && <span className="text-small text-ink-soft">one of {tag.group}</span>}
              <span className="min-w-0 truncate text-small text-ink-soft">{tag.description}</span>
            </Command.Item>
          ))}
          {isNew && !fixed && data?.free && <Command.Item value={`free ${text}`} onSelect={() => choose(text, undefined)} className={item}><Icon name="plus" size={12} /><span>Use <b className="font-medium">{text}</b> as a free tag</span></Command.Item>}
          {offered.length === 0 && !(isNew && data?.free) && (
            <p className="px-2 py-1.5 text-ink-soft">{error ? messageOf(error) : text === "" ? "There is no other tag that you may apply." : `No tag is called ${text}${data && !data.free && !fixed ? ", and free ones are not allowed here" : ""}.`}</p>
          )}
        </Command.List>
      </Command>
    </div>
  );
}

const item = "flex min-h-8 cursor-pointer items-center gap-2 px-2 py-1 data-[selected=true]:bg-hover pointer-coarse:min-h-10";
