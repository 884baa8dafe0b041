"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useId, useSyncExternalStore, type ReactNode } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf, reasonOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Kbd } from "#app/_ui/keyboard.tsx";
import { isApple } from "#app/_ui/keystroke.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { partId } from "./declaration-part.tsx";
import { closeQueue } from "./live-drafts.ts";
import { obstacleTo } from "./readiness.ts";
import type { UploadQueue } from "./upload-queue.ts";
import type { Declaring } from "./use-declaration.ts";
import { nothingTaken, setTakenOver } from "./taken-over.ts";

/** What is still missing, and the act itself. ⌘Enter does it too. */
export function RegisterPanel({ draft, model, queue, declaring, onReload }: { draft: string; model: string; queue: UploadQueue; declaring: Declaring; onReload: () => void }) {
  const view = useSyncExternalStore(queue.subscribe, queue.view, queue.view);
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const why = useId();
  const keys = useSyncExternalStore(() => () => {}, () => (isApple() ? "⌘ ↵" : "Ctrl ↵"), () => "");
  const finalize = useMutation(
    trpc.versions.finalize.mutationOptions({
      onSuccess: async ({ version, reference }) => {
        closeQueue(draft);
        setTakenOver(draft, nothingTaken);
        toast({ title: `${reference} is registered`, tone: "allow" });
        router.push(`/models/${model}/versions/${version}`);
        await queries.invalidateQueries();
      },
      onError: (error) => {
        if (reasonOf(error) === "draft_incomplete") onReload();
      },
    }),
  );
  const { faults, taken, saving, flush } = declaring;
  const { totals } = view;
  const obstacle = obstacleTo(view, faults);
  const isPending = finalize.isPending || finalize.isSuccess;

  async function register() {
    if (obstacle !== null || isPending) return;
    if (await flush()) finalize.mutate({ draft, files: totals.done });
    else toast({ title: "It was not registered", detail: "What is declared could not be saved yet. Try again in a moment.", tone: "refuse" });
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest("[role=dialog]")) return;
    event.preventDefault();
    if (obstacle !== null) toast({ title: "It can’t be registered yet", detail: obstacle });
    void register();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  const missing = faults.filter((fault) => fault.path !== "");
  return (
    <Panel title="Register" kind="boxed">
      <div className="grid gap-3">
        <ul className="grid gap-1.5">
          <Demand met={totals.files > 0 && totals.done === totals.files}>{totals.files === 0 ? "No file yet" : `${totals.done} of ${totals.files} ${totals.files === 1 ? "file is" : "files are"} here`}</Demand>
          <Demand met={faults.length === 0}>
            {faults.length === 0 ? "All is declared that a version needs" : `${faults.length} missing or wrong:`}
            {missing.length > 0 && (
              <span className="mt-0.5 flex flex-wrap gap-x-2 gap-y-0.5">
                {missing.slice(0, 12).map(({ path, message }) => (
                  <a key={`${path} ${message}`} href={`#${partId(path.split(".")[0] ?? "")}`} title={message} className="link font-mono text-small">{path}</a>
                ))}
                {missing.length > 12 && <span className="text-small">and {missing.length - 12} more</span>}
              </span>
            )}
          </Demand>
          {taken.parts.length > 0 && <li className="flex gap-2 text-wait"><Icon name="history" className="mt-0.5" /><span>{taken.parts.length} {taken.parts.length === 1 ? "part is" : "parts are"} as in {taken.from}, and not confirmed</span></li>}
        </ul>
        {finalize.isError && <Refusal error={finalize.error} />}
        <div className="grid gap-1.5">
          <Button variant="primary" icon="check" disabled={obstacle !== null} pending={isPending} aria-describedby={why} onClick={() => void register()}>
            Register the version{faults.length > 0 && ` (${faults.length} missing)`}
          </Button>
          <p id={why} className="text-small text-ink-soft">
            {obstacle ?? <>The registry gives it its number; from then on it never changes. {keys && <Kbd keys={keys} />}</>}
          </p>
        </div>
        <p role="status" className={`text-small ${saving.kind === "failed" ? "text-refuse" : "text-ink-soft"}`}>{savingWords(saving)}</p>
      </div>
    </Panel>
  );
}

function savingWords(saving: Declaring["saving"]): string {
  switch (saving.kind) {
    case "saved":
      return "Saved";
    case "waiting":
    case "saving":
      return "Saving…";
    case "failed":
      return `Not saved: ${saving.message}${saving.again ? " It is tried again by itself." : ""}`;
  }
}

function Demand({ met, children }: { met: boolean; children: ReactNode }) {
  return (
    <li className="flex gap-2">
      <Icon name={met ? "check" : "pending"} label={met ? "Met" : "Not yet"} className={`mt-0.5 ${met ? "text-allow" : "text-wait"}`} />
      <span className="min-w-0">{children}</span>
    </li>
  );
}

/** Why it was not registered. A draft that is a version already leads there. */
function Refusal({ error }: { error: { data?: { details: Record<string, unknown> } | null | undefined } }) {
  const reference = error.data?.details["reference"];
  const [model, number] = typeof reference === "string" ? reference.split("@") : [];
  const isDone = reasonOf(error) === "already_finalized" && model !== undefined && number !== undefined;
  return (
    <Notice tone="refuse" title="It was not registered" live action={isDone && <LinkButton size="small" href={`/models/${model}/versions/${number}`}>Go to v{number}</LinkButton>}>
      {messageOf(error)}
    </Notice>
  );
}
