import { bigint, index, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt } from "../db/columns.ts";

/** Bytes that the store holds, once each, under their SHA-256. */
export const blobs = pgTable(
  "blobs",
  {
    sha256: text().primaryKey(),
    size: bigint({ mode: "number" }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("blobs_size").on(table.size)],
);
