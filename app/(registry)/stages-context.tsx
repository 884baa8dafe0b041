"use client";

import { createContext, use, type ReactNode } from "react";
import type { Stage, StageColor } from "#server/stages/schema.ts";

const Stages = createContext<readonly Stage[]>([]);

/** The stages in use, in their order, for everything on the page that names one. */
export function StagesProvider({ stages, children }: { stages: readonly Stage[]; children: ReactNode }) {
  return <Stages value={stages}>{children}</Stages>;
}

/**
 * How a stage is marked. One that was retired keeps its name in the history, in the colour of nothing in particular.
 * The last one is where a version is live to the world.
 */
export function useStageMark(name: string): { color: StageColor; last: boolean } {
  const stages = use(Stages);
  return { color: stages.find((stage) => stage.name === name)?.color ?? "slate", last: stages.at(-1)?.name === name };
}
