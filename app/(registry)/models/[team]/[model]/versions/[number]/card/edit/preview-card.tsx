"use server";

import { TRPCError } from "@trpc/server";
import type { ReactNode } from "react";
import { z } from "zod";
import { api } from "#app/_trpc/server.tsx";
import type { CardFault } from "#server/cards/schema.ts";
import { CardText } from "../../../../card-text.tsx";

export interface Preview {
  card: ReactNode;
  faults: CardFault[];
}

/** Whoever calls may send anything; what it means is for the procedure to say. */
const inputSchema = z.object({ reference: z.string(), body: z.string() });

/**
 * A text as the card of a version will be shown: filled in, rendered and sanitized by the same code.
 * @returns what the registry says, where it can't be shown
 */
export async function previewCard(given: z.input<typeof inputSchema>): Promise<Preview | { refusal: string }> {
  const input = inputSchema.parse(given);
  try {
    const { markdown, faults } = await (await api()).cards.preview(input);
    const [, model = "", number = ""] = /^(.+)@(\d+)$/.exec(input.reference) ?? [];
    return { card: <CardText model={model} number={Number(number)} markdown={markdown} />, faults };
  } catch (error) {
    if (!(error instanceof TRPCError) || error.code === "INTERNAL_SERVER_ERROR") throw error;
    return { refusal: error.code === "BAD_REQUEST" ? "A card has something in it, and at most 256 KiB." : error.message };
  }
}
