import type { Api } from "./api.ts";
import type { Card, CardDiff, CardRevision, Outputs, ShownCard } from "./wire.ts";

/** One card, or one revision of it; without `revision` the last. */
export interface CardAddress {
  reference: string;
  revision?: number | undefined;
}

/** The cards of versions: Markdown that hangs beside a version, which itself never changes. */
export interface Cards {
  /**
   * The card of a version: as it was written (`body`), and with its references filled in (`shown.markdown`).
   * @param options.revision an earlier one
   * @returns null where it has none
   */
  get(reference: string, options?: { revision?: number | undefined }): Promise<Card | null>;
  /** The revisions of a card, the last first, fetched page by page. */
  history(reference: string): AsyncGenerator<CardRevision, void, undefined>;
  /**
   * Writes the next revision. Promotions of the version that are open begin a new round.
   * @param card.expected the last revision that its author saw, 0 where there was none; left out: whatever is the last now
   * @throws CountersignError card_changed, when there is a newer one; card_faulty, with the line of each of its `faults`; forbidden
   */
  revise(reference: string, card: { body: string; note?: string | undefined; expected?: number | undefined }): Promise<Outputs["cards"]["revise"]>;
  /** What differs between two cards or two revisions, line by line. */
  diff(from: CardAddress, to: CardAddress): Promise<CardDiff>;
  /** A text as the card of a version: filled in, with what is wrong in it. Nothing is saved. */
  preview(reference: string, body: string): Promise<ShownCard>;
  /** What a new card can begin with: the template and the card of an earlier version; and the references that hold. */
  template(reference: string): Promise<Outputs["cards"]["template"]>;
  /** What new cards begin with in this registry. Needs site:manage, as what follows. */
  siteTemplate(): Promise<Outputs["cards"]["siteTemplate"]>;
  /** Decides that. @param body null for the template that is built in @throws CountersignError card_faulty, invalid_input */
  saveTemplate(body: string | null): Promise<Outputs["cards"]["saveTemplate"]>;
}

export function openCards(api: Api): Cards {
  return {
    get: async (reference, { revision } = {}) => (await api.cards.get.query({ reference, revision })).card,
    async *history(reference) {
      let before: number | undefined;
      do {
        const { items, next } = await api.cards.history.query({ reference, before });
        yield* items;
        before = next ?? undefined;
      } while (before !== undefined);
    },
    async revise(reference, { body, note, expected }) {
      const last = expected ?? (await api.cards.get.query({ reference })).card?.revision ?? 0;
      return await api.cards.revise.mutate({ reference, body, note, expected: last });
    },
    diff: (from, to) => api.cards.diff.query({ from, to }),
    preview: (reference, body) => api.cards.preview.query({ reference, body }),
    template: (reference) => api.cards.template.query({ reference }),
    siteTemplate: () => api.cards.siteTemplate.query(),
    saveTemplate: (body) => api.cards.saveTemplate.mutate({ body }),
  };
}
