"use client";

import { useParams } from "next/navigation";
import { LinkButton } from "#app/_ui/button.tsx";
import { Icon } from "#app/_ui/icon.tsx";

/** Says what the address names and is not here, or is hidden from the reader: the registry does not tell which. */
export function Missing({ what }: { what: "model" | "version" }) {
  const { team, model, number } = useParams<{ team: string; model: string; number?: string }>();
  const reference = `${decode(team)}/${decode(model)}`;
  const isVersion = what === "version" && number !== undefined;
  const name = isVersion ? `${reference}@${decode(number)}` : reference;
  return (
    <div className="mx-auto grid max-w-xl justify-items-start gap-3 py-12">
      <Icon name="search" size={24} className="text-ink-faint" />
      <h1 className="text-title tracking-tight">There is no {isVersion ? "version" : "model"} <span className="font-mono break-words">{name}</span></h1>
      <p className="text-ink-soft">
        It does not exist, or you may not see it: the registry does not tell which. Look at the spelling. If somebody sent you the link, ask them: who keeps a
        model can give you a role on it, or open it to everybody here. If you had a role on it, it may have ended.
      </p>
      <div className="mt-1 flex flex-wrap gap-2">
        {isVersion && <LinkButton href={`/models/${team}/${model}/versions`}>Versions of {decode(model)}</LinkButton>}
        <LinkButton href="/models">Back to the catalogue</LinkButton>
      </div>
    </div>
  );
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
