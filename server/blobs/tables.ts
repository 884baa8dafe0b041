import { bigint, customType, index, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, timestampMs } from "../db/columns.ts";

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/**
 * Bytes under their SHA-256, each stored once. A row is there before its bytes are, and counts for nobody until a
 * file of a version names it.
 */
export const blobs = pgTable(
  "blobs",
  {
    sha256: text().primaryKey(),
    size: bigint({ mode: "number" }).notNull(),
    createdAt: createdAt(),
    /** One CRC-32 of each MiB, little endian: what is read is compared with them. Null where none were kept. */
    checks: bytea(),
    /** When somebody last brought these bytes, or is about to: until a grace time after it, they are not collected. */
    claimedAt: timestampMs("claimed_at").notNull().defaultNow(),
    /** When the bytes were collected, because nothing needed them any more. */
    removedAt: timestampMs("removed_at"),
    /** When reading found other bytes than were stored. */
    damagedAt: timestampMs("damaged_at"),
  },
  (table) => [index("blobs_size").on(table.size), index("blobs_claimed").on(table.claimedAt, table.sha256)],
);
