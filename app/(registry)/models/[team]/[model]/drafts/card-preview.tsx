"use client";

import { useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { Panel } from "#app/_ui/panel.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { renderCard } from "./render-card.tsx";
import type { UploadQueue } from "./upload-queue.ts";

/** The longest README.md that is shown before it is registered, in bytes. */
const mostBytes = 512 * 1024;

/** The card that the version will have, from the README.md that was dropped; nothing while there is none. */
export function CardPreview({ queue }: { queue: UploadQueue }) {
  const readme = useSyncExternalStore(queue.subscribe, () => queue.sourceOf("README.md"), () => null);
  return readme && <Card readme={readme} />;
}

function Card({ readme }: { readme: File }) {
  const [shown, setShown] = useState<{ readme: File; card: ReactNode } | null>(null);

  useEffect(() => {
    let isWanted = true;
    async function show() {
      const card = await readme.slice(0, mostBytes).text().then(renderCard).catch(() => <p className="text-ink-soft">The card can’t be shown at the moment. It is registered as it is.</p>);
      if (isWanted) setShown({ readme, card });
    }
    void show();
    return () => {
      isWanted = false;
    };
  }, [readme]);

  return (
    <Panel title="Card" actions={<span className="text-small text-ink-soft">from README.md</span>}>
      {shown?.readme === readme ? <div className="max-h-[32rem] overflow-y-auto" tabIndex={0} role="group" aria-label="Preview of the card">{shown.card}</div> : <Skeleton width="100%" height="6rem" />}
    </Panel>
  );
}
