import type { Api } from "./api.ts";
import { readPages } from "./pages.ts";
import type { Delivery, Inputs, Outputs, Webhook, WebhookPlace } from "./wire.ts";

/** Webhooks, which tell others what happens. Those of a team or a model need webhook:manage on it, those of all models site:manage. */
export interface Webhooks {
  /** The webhooks of a place, by name, fetched page by page. */
  list(place: WebhookPlace): AsyncGenerator<Webhook, void, undefined>;
  get(id: string): Promise<Webhook>;
  /**
   * Makes a webhook, which is told what happens from now on.
   * @returns of a generic one also the secret that its deliveries are signed with, this once
   */
  create(webhook: Inputs["webhooks"]["create"]): Promise<Outputs["webhooks"]["create"]>;
  /** Changes what is given. A token that is left out stays, unless the address leads to another server. */
  change(webhook: Inputs["webhooks"]["change"]): Promise<void>;
  /** Gives a webhook another secret, this once; until the overlap is over (24 hours unless said otherwise) the old one signs beside it. */
  rotate(id: string, options?: { overlapHours?: number | undefined }): Promise<Outputs["webhooks"]["rotate"]>;
  /** Sends nothing until it is resumed: what happens in the meantime waits. */
  pause(id: string): Promise<void>;
  resume(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /**
   * Sends a test at once, and waits for what comes of it.
   * @param options.patienceMs how long it is waited for, 30,000 unless said otherwise; after that it is given as it is, pending
   */
  test(id: string, options?: { patienceMs?: number | undefined }): Promise<Outputs["webhooks"]["delivery"]>;
  /** What a webhook was told, the latest first, fetched page by page. */
  deliveries(id: string, filter?: { states?: Delivery["state"][] | undefined; type?: string | undefined }): AsyncGenerator<Delivery, void, undefined>;
  /** One delivery, with every try. */
  delivery(id: string): Promise<Outputs["webhooks"]["delivery"]>;
  /** Sends a delivery again; one that waits is tried at once. @returns the id of the delivery that is sent */
  redeliver(delivery: string): Promise<string>;
  /** Sends again what was told in a time, or of a range of events: only what never arrived, unless said otherwise. @returns how many are sent */
  redeliverRange(range: Inputs["webhooks"]["redeliverRange"]): Promise<number>;
}

const lookEveryMs = 250;

export function openWebhooks(api: Api): Webhooks {
  return {
    list: (place) => readPages((page) => api.webhooks.list.query({ place, ...page })),
    get: (id) => api.webhooks.get.query({ id }),
    create: (webhook) => api.webhooks.create.mutate(webhook),
    change: async (webhook) => void (await api.webhooks.change.mutate(webhook)),
    rotate: (id, options = {}) => api.webhooks.rotate.mutate({ id, ...options }),
    pause: async (id) => void (await api.webhooks.pause.mutate({ id })),
    resume: async (id) => void (await api.webhooks.resume.mutate({ id })),
    remove: async (id) => void (await api.webhooks.remove.mutate({ id })),
    async test(id, { patienceMs = 30_000 } = {}) {
      const { delivery } = await api.webhooks.test.mutate({ id });
      const end = Date.now() + patienceMs;
      for (;;) {
        const found = await api.webhooks.delivery.query({ id: delivery });
        if (found.delivery.state !== "pending" || Date.now() > end) return found;
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    },
    deliveries: (id, filter = {}) => readPages((page) => api.webhooks.deliveries.query({ id, ...filter, ...page })),
    delivery: (id) => api.webhooks.delivery.query({ id }),
    redeliver: async (delivery) => (await api.webhooks.redeliver.mutate({ delivery })).delivery,
    redeliverRange: async (range) => (await api.webhooks.redeliverRange.mutate(range)).deliveries,
  };
}
