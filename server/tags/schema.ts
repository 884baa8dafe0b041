import { z } from "zod";

/** A word, or a group and a word: `nlp`, `risk:high`. */
export const tagSchema = z
  .string()
  .min(1, { error: "must not be empty" })
  .max(100, { error: "must have at most 100 characters" })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9]+(-[a-z0-9]+)*)?$/, {
    error: "must be lower-case letters, digits and single hyphens, such as nlp, or a group and a word, such as risk:high",
  });

export const tagColors = ["slate", "red", "amber", "green", "teal", "blue", "violet", "pink"] as const;
export type TagColor = (typeof tagColors)[number];

/** Who may put a tag of the vocabulary on a model or version, of those who may tag it at all. */
export const tagAppliers = ["contributors", "maintainers", "administrators"] as const;
export type TagApplier = (typeof tagAppliers)[number];
