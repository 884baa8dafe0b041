import { z } from "zod";
import { pageSchema } from "../models/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { changeTag, createTag, mergeTag, removeGroup, removeTag, renameGroup, renameTag, saveGroup } from "./commands.ts";
import { checkTags, listFreeTags, listGroups, listMarks, listTags, suggestTags, touchedBy } from "./queries.ts";
import {
  appliedSchema, applyInputSchema, checkInputSchema, freeTagSchema, groupNamedSchema, groupRenamedSchema, groupRenameSchema, newGroupSchema, newTagSchema, retaggedSchema,
  suggestInputSchema, suggestionsSchema, tagChangeSchema, tagDetailSchema, tagGroupSchema, tagListInputSchema, tagMarkSchema, tagMergeSchema, tagNamedSchema, tagRefusalsSchema,
  tagRenameSchema, touchedSchema,
} from "./schema.ts";
import { applyTags } from "./tagging.ts";

const named = z.object({ name: z.string() });

export const tagsRouter = router({
  /** The vocabulary, by name. */
  list: reading
    .meta({ permission: "model:read" })
    .input(tagListInputSchema.default({ limit: 50 }))
    .output(z.object({ items: z.array(tagDetailSchema), nextCursor: z.string().nullable(), total: z.number().int() }))
    .query(({ ctx, input }) => listTags(ctx.db, ctx.actor, input)),

  /** How every tag of the vocabulary is shown. */
  marks: reading
    .meta({ permission: "model:read" })
    .output(z.array(tagMarkSchema))
    .query(({ ctx }) => listMarks(ctx.db)),

  groups: reading
    .meta({ permission: "model:read" })
    .output(z.array(tagGroupSchema))
    .query(({ ctx }) => listGroups(ctx.db)),

  /** Completion of what the caller may apply. */
  suggest: reading
    .meta({ permission: "model:tag" })
    .input(suggestInputSchema.default({ text: "", limit: 20 }))
    .output(suggestionsSchema)
    .query(({ ctx, input }) => suggestTags(ctx.db, ctx.actor, input)),

  /** What would be refused of these tags, on something new. */
  check: reading
    .meta({ permission: "model:tag" })
    .input(checkInputSchema)
    .output(tagRefusalsSchema)
    .query(({ ctx, input }) => checkTags(ctx.db, ctx.actor, input)),

  /** Adds and removes tags of models and versions: of each, what was done or why not. */
  assign: writing
    .meta({ permission: "model:tag" })
    .input(applyInputSchema)
    .output(appliedSchema)
    .mutation(({ ctx, input }) => applyTags(ctx.tx, ctx.actor, input)),

  /** The tags that are in use, and not in the vocabulary. */
  free: reading
    .meta({ permission: "site:manage" })
    .input(pageSchema.default({ limit: 50 }))
    .output(z.object({ items: z.array(freeTagSchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listFreeTags(ctx.db, input)),

  /** What a tag hangs on: look before deleting it. */
  touched: reading
    .meta({ permission: "site:manage" })
    .input(tagNamedSchema)
    .output(touchedSchema)
    .query(({ ctx, input }) => touchedBy(ctx.db, input.name)),

  saveGroup: writing
    .meta({ permission: "site:manage" })
    .input(newGroupSchema)
    .output(named)
    .mutation(({ ctx, input }) => saveGroup(ctx.tx, ctx.actor, input)),

  /** Gives a group another name, and its tags on everything that bears them. */
  renameGroup: writing
    .meta({ permission: "site:manage" })
    .input(groupRenameSchema)
    .output(groupRenamedSchema)
    .mutation(({ ctx, input }) => renameGroup(ctx.tx, ctx.actor, input)),

  removeGroup: writing
    .meta({ permission: "site:manage" })
    .input(groupNamedSchema)
    .output(named)
    .mutation(({ ctx, input }) => removeGroup(ctx.tx, ctx.actor, input)),

  create: writing
    .meta({ permission: "site:manage" })
    .input(newTagSchema)
    .output(named)
    .mutation(({ ctx, input }) => createTag(ctx.tx, ctx.actor, input)),

  change: writing
    .meta({ permission: "site:manage" })
    .input(tagChangeSchema)
    .output(named)
    .mutation(({ ctx, input }) => changeTag(ctx.tx, ctx.actor, input)),

  rename: writing
    .meta({ permission: "site:manage" })
    .input(tagRenameSchema)
    .output(retaggedSchema)
    .mutation(({ ctx, input }) => renameTag(ctx.tx, ctx.actor, input)),

  merge: writing
    .meta({ permission: "site:manage" })
    .input(tagMergeSchema)
    .output(retaggedSchema)
    .mutation(({ ctx, input }) => mergeTag(ctx.tx, ctx.actor, input)),

  remove: writing
    .meta({ permission: "site:manage" })
    .input(tagNamedSchema)
    .output(retaggedSchema)
    .mutation(({ ctx, input }) => removeTag(ctx.tx, ctx.actor, input)),
});
