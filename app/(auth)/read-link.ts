import "server-only";
import { TRPCError } from "@trpc/server";

/** What a link's secret leads to; null where it leads nowhere, or no further. */
export async function readLink<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) return null;
    throw error;
  }
}
