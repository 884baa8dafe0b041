"use client";

import { useEffect, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { partsOf, type Part } from "./declaration.ts";
import { parseObject } from "./use-declaration.ts";

/** A metadata.json is words; what is longer is something else under its name. */
const mostBytes = 4 * 1024 * 1024;

type Found = { source: File; metadata: Record<string, unknown>; parts: Part[] } | { source: File; fault: string };

/** Offers what a dropped metadata.json declares, until it is taken or waved away. */
export function FileDeclaration({ source, onFill }: { source: File; onFill: (metadata: Record<string, unknown>) => void }) {
  const [found, setFound] = useState<Found | null>(null);
  const [answered, setAnswered] = useState<File | null>(null);

  useEffect(() => {
    let isWanted = true;
    async function read() {
      const next = await readFound(source);
      if (isWanted) setFound(next);
    }
    void read();
    return () => {
      isWanted = false;
    };
  }, [source]);

  if (found?.source !== source || answered === source) return null;
  if ("fault" in found) return <Notice tone="wait" title="metadata.json could not be read" live>{found.fault} It is uploaded as it is; declare the version below.</Notice>;
  return (
    <Notice
      title="metadata.json declares this version" live
      action={(
        <>
          <Button size="small" onClick={() => { onFill(found.metadata); setAnswered(source); }}>Fill the form with it</Button>
          <Button size="small" variant="quiet" onClick={() => setAnswered(source)}>Not now</Button>
        </>
      )}
    >
      {found.parts.length === 0 ? "It holds nothing that the form knows." : `It holds ${listed(found.parts)}. What stands in the form gives way.`}
    </Notice>
  );
}

async function readFound(source: File): Promise<Found> {
  if (source.size > mostBytes) return { source, fault: "It is longer than 4 MiB." };
  try {
    const parsed = parseObject(await source.text());
    if ("fault" in parsed) return { source, fault: parsed.fault };
    return { source, metadata: parsed.value, parts: partsOf(parsed.value) };
  } catch {
    return { source, fault: "The browser could not read it from your disk." };
  }
}

function listed(parts: readonly string[]): string {
  return parts.length === 1 ? String(parts[0]) : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
