"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import { useTRPCClient } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Columns } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { DraftDetail } from "#server/drafts/schema.ts";
import { CardPreview } from "../card-preview.tsx";
import { DeclarationForm } from "../declaration-form.tsx";
import { DeclarationJson } from "../declaration-json.tsx";
import { draftActs } from "../draft-acts.ts";
import { FilesPanel } from "../files-panel.tsx";
import { queueOf } from "../live-drafts.ts";
import { PageDrop } from "../page-drop.tsx";
import { RegisterPanel } from "../register-panel.tsx";
import { jsonOf, useDeclaration } from "../use-declaration.ts";

/** A draft as its author fills it: files on their way, what is declared, and the registration. */
export function DraftEditor({ draft, room }: { draft: DraftDetail; room: number | null }) {
  const { draft: id, model, previous } = draft;
  const client = useTRPCClient();
  const router = useRouter();
  const [queue] = useState(() => queueOf(id));
  const acts = useMemo(() => draftActs(queue, client), [queue, client]);
  const declaring = useDeclaration(draft);

  useEffect(() => acts.load(), [acts]);

  const goBack = useEffectEvent(() => router.push(`/models/${model}/drafts/${id}`));
  useEffect(() => () => {
    if (queue.isBusy()) toast({ title: "The upload goes on", detail: "As long as this tab stays open.", action: { label: "Back to the draft", onSelect: goBack } });
  }, [queue]);

  const earlier = previous ? `v${previous.reference.split("@")[1]}` : "";
  const isJson = declaring.text !== null;
  return (
    <Columns aside={<RegisterPanel draft={id} model={model} queue={queue} declaring={declaring} onReload={acts.load} />}>
      <PageDrop label="Drop them into the draft" onDropped={acts.bring} />
      <FilesPanel queue={queue} acts={acts} room={room} onFill={declaring.fill} />
      <Panel
        title="What is declared"
        actions={(
          <>
            {previous && <Button size="small" icon="history" onClick={() => declaring.takeOver(earlier, previous.metadata)}>Start from {earlier}</Button>}
            <Button size="small" onClick={() => declaring.editText(isJson ? null : jsonOf(declaring.form))}>{isJson ? "Back to the form" : "Edit as JSON"}</Button>
          </>
        )}
      >
        {isJson ? <DeclarationJson declaring={declaring} /> : <DeclarationForm model={model} declaring={declaring} />}
      </Panel>
      <CardPreview queue={queue} />
    </Columns>
  );
}
