import type { Command } from "commander";
import type { Mutable } from "../notifications.ts";
import type { Notification } from "../wire.ts";
import { act, addCommand, type CommonOptions } from "./command.ts";
import { columns, counted, time } from "./layout.ts";

interface ListOptions extends CommonOptions {
  unread?: boolean;
  limit: string;
}

/** `team/model`, or the id of a promotion. */
const mutableOf = (what: string): Mutable => (what.includes("/") ? { model: what } : { promotion: what });

export function addNotificationsCommands(program: Command): void {
  const group = addCommand(program, "notifications", "what you were told of, the latest first")
    .option("--unread", "only what you have not read")
    .option("--limit <count>", "so many at most", "50")
    .action(
      act<ListOptions>(async ({ registry }, _given, { unread, limit }) => {
        const notifications: Notification[] = [];
        for await (const notification of registry.notifications.list({ unread })) {
          if (notifications.length >= Number(limit)) break;
          notifications.push(notification);
        }
        return { text: notifications.length === 0 ? (unread ? "You have read everything." : "There is none.") : table(notifications, registry.url), json: { notifications } };
      }),
    );

  addCommand(group, "read [id]", "note that you have read one, or (without an id) all of them").action(
    act(async ({ registry }, [id]) => {
      const newest = id ?? (await registry.notifications.list().next()).value?.id;
      if (newest === undefined) return { text: "There is none.", json: { unread: 0 } };
      const unread = await registry.notifications.markRead(id === undefined ? { upTo: newest } : { id });
      return { text: unread === 0 ? "You have read everything." : `${counted(unread, "notification")} left unread.`, json: { unread } };
    }),
  );

  addCommand(group, "mute <promotion-or-model>", "hear no more of a promotion (its id) or of a model (team/model)").action(
    act(async ({ registry }, [what = ""]) => {
      await registry.notifications.mute(mutableOf(what));
      return { text: `You hear no more of ${what}.`, json: { muted: true } };
    }),
  );

  addCommand(group, "unmute <promotion-or-model>", "hear of it again").action(
    act(async ({ registry }, [what = ""]) => {
      await registry.notifications.unmute(mutableOf(what));
      return { text: `You hear of ${what} again.`, json: { muted: false } };
    }),
  );
}

function table(notifications: readonly Notification[], url: string): string {
  const rows = notifications.map(({ id, at, readAt, title, path }) => [readAt === null ? "*" : "", id, time(at), `${title}  ${url}${path}`]);
  return columns([["", "ID", "WHEN", "WHAT"], ...rows]);
}
