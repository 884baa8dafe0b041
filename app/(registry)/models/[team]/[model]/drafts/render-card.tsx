"use server";

import type { ReactNode } from "react";
import { z } from "zod";
import { api, load } from "#app/_trpc/server.tsx";
import { Markdown } from "#app/_ui/markdown.tsx";

/** Whoever calls may send anything. As much is shown as of a version's card, in characters. */
const textSchema = z.string().transform((text) => text.slice(0, 512 * 1024));

/** A README.md as the version will show it: rendered and sanitized by the same code, for whoever is signed in. */
export async function renderCard(text: string): Promise<ReactNode> {
  await load((await api()).identity.whoami());
  return <Markdown text={textSchema.parse(text)} />;
}
