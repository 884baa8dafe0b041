import type { Api } from "./api.ts";
import { readPages } from "./pages.ts";
import type { Notification, NotificationChoices } from "./wire.ts";

/** What one wants to hear no more of: a promotion by its id, or a model as `team/model`. */
export type Mutable = { promotion: string } | { model: string };

/** What the token's owner is told of. */
export interface Notifications {
  /**
   * Notifications, the latest first, fetched page by page: each a sentence, with the page that it is about.
   * @param filter.unread only those that are not read
   */
  list(filter?: { unread?: boolean | undefined }): AsyncGenerator<Notification, void, undefined>;
  /** How many are unread, counted up to 100. */
  count(): Promise<number>;
  /**
   * Notes that something was read: one by its id, or all up to one that was seen.
   * @returns how many are left unread
   * @throws CountersignError not_found
   */
  markRead(which: { id: string } | { upTo: string }): Promise<number>;
  /** Brings nothing more of it. @throws CountersignError not_found, forbidden_by_token */
  mute(what: Mutable): Promise<void>;
  /** Brings it again. @throws CountersignError not_found, forbidden_by_token */
  unmute(what: Mutable): Promise<void>;
  /** How one hears of each kind: in the application, and by letters at once, once a day or never. A person changes it, under Settings, Notifications. */
  choices(): Promise<NotificationChoices>;
}

export function openNotifications(api: Api): Notifications {
  return {
    list: ({ unread = false } = {}) => readPages((page) => api.notifications.list.query({ unread, ...page })),
    count: async () => (await api.notifications.count.query()).unread,
    markRead: async (which) => (await api.notifications.markRead.mutate(which)).unread,
    mute: async (what) => {
      await api.notifications.mute.mutate(what);
    },
    unmute: async (what) => {
      await api.notifications.unmute.mutate(what);
    },
    choices: () => api.notifications.choices.query(),
  };
}
