"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf, listedBy, numberIn, reasonOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { policyModes, type Policy, type PolicyMode, type PolicyScope, type Rules } from "#server/policies/schema.ts";
import { PolicyFaults } from "./draft-preview.tsx";
import { policyHref } from "./scope.ts";

const modes: Record<PolicyMode, { label: string; hint: string }> = {
  enforce: { label: "Enforce it", hint: "It blocks from now on, promotions that are open too. Where it is stricter than what they were requested under, it wins." },
  evaluate: { label: "Only try it out", hint: "It is shown and recorded with every promotion, and blocks nothing. What was enforced before still is." },
};

/**
 * Saves the draft as the next version, with its reason. It is refused when somebody has saved another since; whoever has
 * looked at that one goes on from there.
 * @param rules null while they can't be read
 */
export function SavePolicy({ scope, stage, rules, newest, isChanged }: { scope: PolicyScope; stage: string; rules: Rules | null; newest: Policy | null; isChanged: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [mode, setMode] = useState<PolicyMode>(newest?.mode ?? "enforce");
  const [note, setNote] = useState("");
  const [expected, setExpected] = useState(newest?.version ?? 0);
  const href = policyHref(scope, stage);
  const save = useMutation(
    trpc.policies.save.mutationOptions({
      onSuccess: async ({ version }) => {
        toast({ title: `Version ${version} of the policy is saved`, detail: mode === "enforce" ? "It counts from now on." : "It is tried, and blocks nothing.", tone: "allow" });
        router.push(href);
        router.refresh();
        await queries.invalidateQueries({ queryKey: trpc.policies.pathKey() });
      },
    }),
  );
  const faults = faultsOf(save.error);
  const reasons = listedBy(save.error, "faults");
  const other = reasonOf(save.error) === "policy_changed" ? numberIn(save.error, "newest") : null;
  const isSame = !isChanged && mode === newest?.mode;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (rules) save.mutate({ scope, stage, mode, rules, note, expected });
  }

  return (
    <Panel kind="boxed" title={`Save version ${expected + 1}`}>
      <form noValidate onSubmit={submit} className="grid gap-4">
        {reasons.length > 0 ? <PolicyFaults title="It was not saved" faults={reasons} live /> : faults.rest && (
          <Notice
            tone="refuse" title="It was not saved" live
            action={other !== null && (
              <>
                <LinkButton size="small" href={href} target="_blank">Show what changed</LinkButton>
                <Button size="small" onClick={() => { setExpected(other); save.reset(); }}>I have looked: save over version {other}</Button>
              </>
            )}
          >
            {faults.rest} What you wrote is still here.
          </Notice>
        )}
        <fieldset className="grid gap-2">
          <legend className="sr-only">How it counts</legend>
          {policyModes.map((each) => (
            <label key={each} className="grid grid-cols-[auto_1fr] gap-x-2">
              <input type="radio" name="mode" checked={mode === each} onChange={() => setMode(each)} className="mt-0.5 size-4 accent-ink" />
              <span>{modes[each].label}</span>
              <span className="col-start-2 text-small text-ink-soft">{modes[each].hint}</span>
            </label>
          ))}
        </fieldset>
        <TextAreaField label="Why" rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} hint="It stands in the history for ever." error={faults.fields["note"]} />
        <div><Button type="submit" variant="primary" disabled={rules === null || isSame} pending={save.isPending || save.isSuccess}>{mode === "enforce" ? "Enforce the policy" : "Try the policy out"}</Button></div>
        {isSame && <p className="text-small text-ink-soft">Nothing is changed yet.</p>}
      </form>
    </Panel>
  );
}
