"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ActDialog } from "#app/(registry)/act-dialog.tsx";
import { CodeField, PasswordField, useFreshSignIn } from "#app/(registry)/fresh-sign-in.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { SecondFactor } from "#server/second-factor/schema.ts";
import { Enrol } from "./enrol.tsx";
import { RenewCodes } from "./renew-codes.tsx";

const few = 3;

/** Whether signing in asks for a code too, and what changes that. */
export function SecondFactorPanel({ factor: { enabledAt, recoveryCodesLeft } }: { factor: SecondFactor }) {
  if (enabledAt === null) {
    return (
      <Panel title="Second factor" actions={<Enrol />}>
        <p className="max-w-prose text-ink-soft">Off. With it, signing in asks for a code of an authenticator beside your password: who learns the password alone gets no further.</p>
      </Panel>
    );
  }
  return (
    <Panel title="Second factor" actions={<><RenewCodes /><Disable /></>}>
      <div className="grid max-w-prose justify-items-start gap-3">
        <p className="flex flex-wrap items-center gap-2"><Badge tone="allow">On</Badge><span className="text-ink-soft">since <RelativeTime at={enabledAt} />; {recoveryCodesLeft} of 10 recovery codes are left</span></p>
        {recoveryCodesLeft < few && <Notice tone="wait" title="Few recovery codes are left">Make new ones before you lose your authenticator: the old ones end.</Notice>}
      </div>
    </Panel>
  );
}

function Disable() {
  const trpc = useTRPC();
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useFreshSignIn();
  const disable = useMutation(trpc.secondFactor.disable.mutationOptions());
  const faults = faultsOf(disable.error);
  return (
    <ActDialog
      trigger={<Button size="small" variant="quiet">Turn off</Button>}
      title="Turn off the second factor?"
      description="Your password alone lets you in then. The recovery codes end too."
      keep="Keep it" confirm="Turn it off" done="The second factor is off"
      pending={disable.isPending} error={disable.error}
      act={() => disable.mutateAsync({ code, ...(signIn.asksPassword ? { password } : {}) })}
    >
      <CodeField label="A code, to turn it off" value={code} onChange={setCode} error={faults.fields["code"]} />
      {signIn.asksPassword && <PasswordField value={password} onChange={setPassword} error={faults.fields["password"]} />}
    </ActDialog>
  );
}
