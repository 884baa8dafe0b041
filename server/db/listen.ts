/** What Postgres tells by itself. */
import postgres from "postgres";

/**
 * Listens on a connection of its own, which is opened anew when it breaks.
 * @param url of the database itself, or of a pool that keeps a session's connection: a pool by transaction tells nothing
 * @returns what listens to a channel: it calls `heard` for each notification, and whenever it listens again, because some may have
 *   been missed; and gives what ends it
 */
export function listenAt(url: string): (channel: string, heard: () => void) => Promise<() => Promise<void>> {
  return async (channel, heard) => {
    const sql = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {}, connection: { application_name: "countersign-listener" } });
    await sql.listen(channel, heard, heard);
    return () => sql.end({ timeout: 1 });
  };
}
