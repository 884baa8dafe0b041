import { useEffect, useState } from "react";
import { useSettled } from "../../../../../../../policies/use-settled.ts";
import { previewCard, type Preview } from "./preview-card.tsx";

/** The card as it will be shown, a moment after nothing was typed any more; the last one until then. */
export function usePreview(reference: string, body: string): { preview: Preview | null; refusal: string | null; isBehind: boolean } {
  const settled = useSettled(body, 350);
  const [shown, setShown] = useState<{ body: string; preview: Preview | null; refusal: string | null }>({ body: "", preview: null, refusal: null });
  useEffect(() => {
    let isWanted = true;
    const show = async () => {
      const answer = await previewCard({ reference, body: settled }).catch(() => ({ refusal: "The preview can’t be shown at the moment." }));
      if (isWanted) setShown((before) => ("refusal" in answer ? { body: settled, preview: before.preview, refusal: answer.refusal } : { body: settled, preview: answer, refusal: null }));
    };
    void show();
    return () => {
      isWanted = false;
    };
  }, [reference, settled]);
  return { preview: shown.preview, refusal: shown.refusal, isBehind: shown.body !== body };
}
