"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Select } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { kindMeanings, mailChoices, type Choice, type MailChoice, type NotificationKind } from "#server/notifications/schema.ts";

type Chosen = Choice & { kind: NotificationKind };

const mailWords: Record<MailChoice, string> = { off: "No e-mail", at_once: "At once", digest: "Once a day" };

/** A row for each kind: whether it shows here, and how it comes by e-mail. Each change is kept at once. */
export function ChoicesForm() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = trpc.notifications.choices.queryKey();
  const { data, error } = useQuery(trpc.notifications.choices.queryOptions());
  const save = useMutation(
    trpc.notifications.choose.mutationOptions({
      onMutate: ({ choices: [changed] }) => {
        queries.setQueryData(key, (before) => before && { ...before, choices: before.choices.map((each) => (each.kind === changed?.kind ? changed : each)) });
      },
      onSuccess: async (kept) => {
        queries.setQueryData(key, kept);
        toast({ title: "Your choice is kept" });
        await queries.invalidateQueries({ queryKey: trpc.notifications.pathKey() });
      },
      onError: async (failure) => {
        toast({ title: messageOf(failure), tone: "refuse" });
        await queries.invalidateQueries({ queryKey: key });
      },
    }),
  );
  if (error && !data) return <Notice tone="refuse" title={messageOf(error)} live />;
  if (!data) return <Skeleton height="20rem" />;
  const change = (chosen: Chosen) => save.mutate({ choices: [chosen] });
  const columns: Column<Chosen>[] = [
    {
      key: "kind", header: "What", width: "26rem",
      cell: ({ kind }) => <>{kindMeanings[kind].title}<span className="block font-normal text-ink-soft">{kindMeanings[kind].meaning}</span></>,
    },
    {
      key: "here", header: "Here",
      cell: (chosen) => <input type="checkbox" className="size-4 accent-ink" aria-label={`${kindMeanings[chosen.kind].title}, here`} checked={chosen.inApp} onChange={(event) => change({ ...chosen, inApp: event.target.checked })} />,
    },
    {
      key: "mail", header: "By e-mail",
      cell: (chosen) => (
        <div className="w-40">
          <Select aria-label={`${kindMeanings[chosen.kind].title}, by e-mail`} value={chosen.mail} onChange={(event) => change({ ...chosen, mail: mailChoices.find((each) => each === event.target.value) ?? "off" })}>
            {mailChoices.map((each) => <option key={each} value={each}>{mailWords[each]}</option>)}
          </Select>
        </div>
      ),
    },
  ];
  return (
    <div className="grid max-w-4xl gap-5">
      {!data.mails && <Notice tone="neutral" title="This registry sends no e-mail">Once whoever runs it has set SMTP_URL, e-mails go out as you choose here.</Notice>}
      <Table caption="What you hear of" columns={columns} rows={data.choices} rowKey={({ kind }) => kind} />
      <p className="text-small text-ink-soft">What comes once a day comes at 8:00 UTC, in one e-mail, with what you have not read here by then.</p>
    </div>
  );
}
