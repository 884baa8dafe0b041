import { z } from "zod";
import { modelNameSchema, pageSchema } from "../models/schema.ts";

export const mostTagCharacters = 100;

/** A word, or a group and a word: `nlp`, `risk:high`. */
export const tagSchema = z
  .string()
  .min(1, { error: "must not be empty" })
  .max(mostTagCharacters, { error: `must have at most ${mostTagCharacters} characters` })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9]+(-[a-z0-9]+)*)?$/, {
    error: "must be lower-case letters, digits and single hyphens, such as nlp, or a group and a word, such as risk:high",
  });

export const tagColors = ["slate", "red", "amber", "green", "teal", "blue", "violet", "pink"] as const;
export type TagColor = (typeof tagColors)[number];

/** Who may put a tag of the vocabulary on a model or version, of those who may tag it at all. */
export const tagAppliers = ["contributors", "maintainers", "administrators"] as const;
export type TagApplier = (typeof tagAppliers)[number];

export const applierMeanings: Record<TagApplier, string> = {
  contributors: "Everybody who may tag a model",
  maintainers: "Maintainers of the model’s team, and whoever was given that role on the model",
  administrators: "Administrators of the registry alone",
};

const groupNameSchema = z
  .string()
  .min(1, { error: "must not be empty" })
  .max(50, { error: "must have at most 50 characters" })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "must be lower-case letters, digits and single hyphens, such as risk" });

/** How a tag is shown, and what it means. */
export const tagMarkSchema = z.object({
  name: z.string(),
  color: z.enum(tagColors),
  description: z.string(),
});
export type TagMark = z.infer<typeof tagMarkSchema>;

/** A count that is not followed to its end: `more` says that there are more than `count`. */
const countSchema = z.object({ count: z.number().int(), more: z.boolean() });
export type TagCount = z.infer<typeof countSchema>;

const usesSchema = z.object({ models: countSchema, versions: countSchema });

/** A tag of the vocabulary. */
export const tagDetailSchema = tagMarkSchema.extend({
  group: z.string().nullable(),
  appliers: z.enum(tagAppliers),
  /** Null for whoever does not see every model: a count would tell of those that they don't. */
  uses: usesSchema.nullable(),
});
export type TagDetail = z.infer<typeof tagDetailSchema>;

/** A tag that is in use, and not in the vocabulary. */
export const freeTagSchema = z.object({ name: z.string(), uses: usesSchema });
export type FreeTag = z.infer<typeof freeTagSchema>;

export const tagGroupSchema = z.object({
  name: z.string(),
  description: z.string(),
  /** A model or version has at most one of its tags. */
  exclusive: z.boolean(),
  /** How many tags it has. */
  tags: z.number().int(),
});
export type TagGroup = z.infer<typeof tagGroupSchema>;

const description = z.string().trim().max(300, { error: "must have at most 300 characters" });

export const newGroupSchema = z.object({ name: groupNameSchema, description: description.default(""), exclusive: z.boolean().default(false) });
export const groupNamedSchema = z.object({ name: groupNameSchema });
export const groupRenameSchema = z.object({ name: groupNameSchema, to: groupNameSchema });

const described = {
  description,
  color: z.enum(tagColors, { error: `must be one of ${tagColors.join(", ")}` }),
  appliers: z.enum(tagAppliers, { error: `must be one of ${tagAppliers.join(", ")}` }),
};

export const newTagSchema = z.object({
  name: tagSchema,
  description: described.description.default(""),
  color: described.color.default("slate"),
  appliers: described.appliers.default("contributors"),
});
export type NewTag = z.output<typeof newTagSchema>;

export const tagChangeSchema = z.object({ name: tagSchema, ...described }).partial({ description: true, color: true, appliers: true });

export const tagNamedSchema = z.object({ name: tagSchema });
export const tagRenameSchema = z.object({ name: tagSchema, to: tagSchema });
export const tagMergeSchema = z.object({
  name: tagSchema,
  /** A tag of the vocabulary, which takes its place everywhere. */
  into: tagSchema,
  /** Where a thing would have two of an exclusive group, the other one gives way; left out, the merge is refused. */
  replace: z.boolean().default(false),
});

export const tagListInputSchema = pageSchema.extend({
  /** Words in names and descriptions. */
  search: z.string().trim().max(100).optional(),
  group: groupNameSchema.optional(),
});

/** What a tag hangs on: how many, and the first few by name. */
export const touchedSchema = z.object({
  name: z.string(),
  models: z.object({ count: z.number().int(), first: z.array(z.string()) }),
  versions: z.object({ count: z.number().int(), first: z.array(z.string()) }),
  /** Versions that are still being put together. */
  drafts: z.number().int(),
});
export type Touched = z.infer<typeof touchedSchema>;

/** How many models, and versions and drafts, a tag hung on. */
export const retaggedSchema = z.object({ name: z.string(), models: z.number().int(), versions: z.number().int() });

/** The group's new name, how many tags of the vocabulary it has, and on how much those hung. */
export const groupRenamedSchema = retaggedSchema.extend({ tags: z.number().int() });

export const suggestInputSchema = z.object({
  /** What was typed: letters anywhere in the name. */
  text: z.string().trim().toLowerCase().max(100).default(""),
  /** The model that is to be tagged, or whose version is; left out: what may be applied on any. */
  model: modelNameSchema.optional(),
  limit: z.number().int().min(1).max(100).default(20),
});

export const suggestionsSchema = z.object({
  items: z.array(tagMarkSchema.extend({ group: z.string().nullable(), exclusive: z.boolean() })),
  /** Whether tags that are not in the vocabulary may be applied as well. */
  free: z.boolean(),
});
export type TagSuggestions = z.infer<typeof suggestionsSchema>;

export const checkInputSchema = z.object({
  tags: z.array(tagSchema).max(50, { error: "must name at most 50 tags" }),
  /** The model that is to be tagged, or whose version is; left out: what may be applied on any. */
  model: modelNameSchema.optional(),
});

/** The tags that are refused, each with why: the end of a sentence that begins with the tag. */
export const tagRefusalsSchema = z.object({ faults: z.array(z.object({ tag: z.string(), reason: z.string(), message: z.string() })) });
export type TagRefusals = z.infer<typeof tagRefusalsSchema>;

export const mostTagged = 100;

const exactSchema = z.string().max(150).regex(/^[a-z0-9-]+\/[a-z0-9-]+@[1-9]\d{0,9}$/, { error: "must be an exact version, such as risk/fraud-detector@7" });

const someTags = z.array(tagSchema).max(50, { error: "must name at most 50 tags" }).default([]);

export const applyInputSchema = z
  .object({
    models: z.array(modelNameSchema).default([]),
    /** Exact versions: `team/model@7`. */
    versions: z.array(exactSchema).default([]),
    add: someTags,
    remove: someTags,
    /** Where a thing has another tag of an exclusive group, the new one takes its place; left out, that is refused. */
    replace: z.boolean().default(false),
  })
  .refine(({ models, versions }) => models.length + versions.length > 0, { error: "must name at least one model or version", path: ["models"] })
  .refine(({ models, versions }) => models.length + versions.length <= mostTagged, { error: `and versions must name at most ${mostTagged} things together`, path: ["models"] })
  .refine(({ add, remove }) => add.length + remove.length > 0, { error: "or remove must name at least one tag", path: ["add"] })
  .refine(({ add, remove }) => add.every((tag) => !remove.includes(tag)), { error: "must not name a tag that remove names too", path: ["add"] });
export type ApplyTags = z.output<typeof applyInputSchema>;

/** What has become of the things: those that were tagged, and those that were not, with why. */
export const appliedSchema = z.object({
  done: z.array(z.object({ reference: z.string(), added: z.array(z.string()), removed: z.array(z.string()), tags: z.array(z.string()) })),
  refused: z.array(z.object({ reference: z.string(), reason: z.string(), message: z.string() })),
});
export type AppliedTags = z.infer<typeof appliedSchema>;
