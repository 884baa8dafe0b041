"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useDeferredValue, useId, useState, type KeyboardEvent } from "react";
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
 * @param refused of those that are chosen: they are marked, and whoever shows them says why
 * @param isTitled a heading above says already what is chosen
 */
export function TagPicker({ label, model, chosen, onChoose, fixed, refused = [], isTitled = false }: {
  label: string; model?: string; chosen: readonly string[]; onChoose: (tags: string[]) => void; fixed?: readonly string[]; refused?: readonly string[]; isTitled?: boolean;
}) {
  const trpc = useTRPC();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const text = useDeferredValue(typed.trim().toLowerCase());
  const { data, error, isPlaceholderData } = useQuery(trpc.tags.suggest.queryOptions({ text: text.slice(0, 100), limit: 50, ...(model ? { model } : {}) }, { placeholderData: keepPreviousData, enabled: isOpen && !fixed }));
  const known: readonly Suggestion[] = fixed ? fixed.filter((name) => name.includes(text)).map((name) => ({ name, color: "slate", description: "", group: null, exclusive: false })) : (data?.items ?? []);
  // What was found for other words is offered only as far as it fits these.
  const offered = known.filter(({ name }) => !chosen.includes(name) && (!isPlaceholderData || name.includes(text)));
  const isUnknown = !fixed && data !== undefined && !isPlaceholderData && text !== "" && !chosen.includes(text) && !known.some(({ name }) => name === text);
  const form = tagSchema.safeParse(text);
  // What is typed whole may be free, of others to give, or none of those that are kept: the registry says.
  const { data: checked } = useQuery(trpc.tags.check.queryOptions({ tags: [text], ...(model ? { model } : {}) }, { enabled: isOpen && isUnknown && form.success }));
  const isNew = isUnknown && form.success && checked?.faults.length === 0;
  const fault = form.success ? checked?.faults[0] : { tag: `“${text}”`, reason: "invalid_input", message: form.error.issues[0]?.message ?? "is no tag" };
  // What may still become one of those that are offered is not refused yet.
  const refusal = isUnknown && fault && (offered.length === 0 || fault.reason === "tag_reserved") ? `${fault.tag} ${fault.message}${/[.?]$/.test(fault.message) ? "" : "."}` : null;

  function choose(name: string, exclusive: Suggestion | undefined) {
    const rest = exclusive?.exclusive ? chosen.filter((each) => !each.startsWith(`${exclusive.group}:`)) : chosen;
    onChoose([...rest, name]);
    setTyped("");
    // What is below moves up now, and not under the pointer that goes there next.
    setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Backspace" && typed === "") onChoose(chosen.slice(0, -1));
    // Lists of words are typed with commas between them.
    if (event.key !== ",") return;
    event.preventDefault();
    const whole = offered.find(({ name }) => name === text);
    if (whole || isNew) choose(text, whole);
  }

  return (
    <div>
      <p id={id} className={isTitled ? "sr-only" : "mb-1 font-medium"}>{label}</p>
      <Command
        // What Enter takes is what was typed, wherever the pointer happens to rest.
        shouldFilter={false} label={label} disablePointerSelection
        onKeyDown={onKeyDown}
        onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false); }}
      >
        <div className="control flex flex-wrap items-center gap-1">
          {chosen.map((name) => (
            <TagBadge key={name} name={name} isRefused={refused.includes(name)}>
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
        <Command.List aria-label={`${label}: what there is`} hidden={!isOpen || (refusal !== null && offered.length === 0)} className="mt-1 max-h-48 overflow-y-auto rounded-sm border border-line bg-raised empty:hidden" tabIndex={-1}>
          {offered.map((tag) => (
            <Command.Item key={tag.name} value={tag.name} onSelect={() => choose(tag.name, tag)} className={item}>
              <TagSwatch color={tag.color} />
              <span className="font-medium">{tag.name}</span>
              {tag.exclusive && <span className="text-small text-ink-soft">one of {tag.group}</span>}
              <span className="min-w-0 truncate text-small text-ink-soft">{tag.description}</span>
            </Command.Item>
          ))}
          {isNew && <Command.Item value={`free ${text}`} onSelect={() => choose(text, undefined)} className={item}><Icon name="plus" size={12} /><span>Use <b className="font-medium">{text}</b> as a free tag</span></Command.Item>}
          {offered.length === 0 && !isNew && refusal === null && (
            <p className="px-2 py-1.5 text-ink-soft">{error ? messageOf(error) : text === "" ? "There is no other tag that you may apply." : isUnknown ? "Looking it up…" : `No tag is called ${text}.`}</p>
          )}
        </Command.List>
        <p role="status" className="mt-1 text-small text-refuse empty:hidden">{isOpen && refusal}</p>
      </Command>
    </div>
  );
}

const item = "flex min-h-8 cursor-pointer flex-wrap items-center gap-x-2 px-2 py-1 hover:bg-hover data-[selected=true]:bg-hover pointer-coarse:min-h-10";
