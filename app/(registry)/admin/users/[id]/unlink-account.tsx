"use client";

import { useMutation } from "@tanstack/react-query";
import { ActDialog } from "#app/(registry)/act-dialog.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { Account } from "#server/accounts/schema.ts";

/** Takes an account away from who signs in to it at the single sign-on provider. */
export function UnlinkAccount({ account: { id, name, email } }: { account: Pick<Account, "id" | "name" | "email"> }) {
  const trpc = useTRPC();
  const unlink = useMutation(trpc.singleSignOn.unlink.mutationOptions());
  return (
    <ActDialog
      trigger={<Button size="small">Unlink</Button>}
      title={`Unlink ${name} from single sign-on?`}
      description={`The sessions that came of it end. The next who signs in there with the verified address ${email} is linked anew: for when the provider has given somebody a new identity.`}
      keep="Keep it"
      confirm="Unlink the account"
      done={`${name} is unlinked`}
      pending={unlink.isPending}
      error={unlink.error}
      act={() => unlink.mutateAsync({ userId: id })}
    />
  );
}
