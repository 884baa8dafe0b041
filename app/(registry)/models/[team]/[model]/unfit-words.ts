import type { GotCard } from "#server/cards/schema.ts";

/** Why a version has no card, and what a card would be. */
export function unfitWords(number: number, unfit: GotCard["unfit"]): string {
  switch (unfit) {
    case "too_long":
      return `The README.md of v${number} is longer than 256 KiB, which is more than a card can have. It is among the files.`;
    case "no_text":
      return `The README.md of v${number} is no text in UTF-8, and so no card. It is among the files.`;
    case null:
      return `v${number} was registered without a README.md. A card says what the model is for, what it was trained on and where it fails.`;
  }
}
