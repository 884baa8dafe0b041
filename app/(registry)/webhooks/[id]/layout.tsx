import type { ReactNode } from "react";
import { Badge } from "#app/_ui/badge.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { kindWords, placeHref, placeName, stateWords } from "../place-words.ts";
import { ChangeWebhook } from "./change-webhook.tsx";
import { RemoveWebhook } from "./remove-webhook.tsx";
import { RotateSecret } from "./rotate-secret.tsx";
import { SwitchWebhook } from "./switch-webhook.tsx";
import { TestWebhook } from "./test-webhook.tsx";
import { readWebhook } from "./read-webhook.ts";

/** What stands over every page of a webhook: also that it is not verified, broken or paused. */
export default async function WebhookLayout({ children, params }: { children: ReactNode; params: Promise<{ id: string }> }) {
  const webhook = await readWebhook((await params).id);
  const { id, name, kind, place, state, failures, failingSince, pending, verifyTls } = webhook;
  return (
    <>
      <PageHeader
        crumbs={[{ label: `webhooks of ${placeName(place)}`, href: placeHref(place) }, { label: name }]}
        title={name}
        badges={<><Badge tone={stateWords[state].tone}>{stateWords[state].label}</Badge><Badge>{kindWords[kind].label}</Badge>{!verifyTls && <Badge tone="refuse">TLS not verified</Badge>}</>}
        act={<><TestWebhook id={id} />{state !== "broken" && <SwitchWebhook id={id} state={state} />}{kind === "generic" && <RotateSecret id={id} />}<ChangeWebhook webhook={webhook} /><RemoveWebhook webhook={webhook} /></>}
      />
      <div className="mb-6 grid max-w-3xl gap-3 empty:hidden">
        {!verifyTls && <Notice tone="refuse" title="The receiver’s TLS certificate is not verified">Whoever stands between can read along, and pretend to be the receiver. Change the webhook to verify it again.</Notice>}
        {state === "broken" && (
          <Notice tone="refuse" title="Nothing is sent any more" action={<SwitchWebhook id={id} state={state} />}>
            {failures} tries have failed one after the other{failingSince && <> since <RelativeTime at={failingSince} /></>}. {pending === 1 ? "One delivery waits" : `${pending} deliveries wait`}. Mend the receiver, then resume: what waits goes out first. Now and then it is tried by itself.
          </Notice>
        )}
        {state === "paused" && <Notice tone="wait" title="It is paused">What happens in the meantime waits, for 30 days at most. {pending === 1 ? "One delivery waits." : `${pending} deliveries wait.`}</Notice>}
        {state === "active" && failures > 0 && <Notice tone="wait" title="It is failing">The last {failures === 1 ? "try has" : `${failures} tries have`} failed{failingSince && <>, since <RelativeTime at={failingSince} /></>}. What failed is tried again by itself, for a day.</Notice>}
      </div>
      {children}
    </>
  );
}
