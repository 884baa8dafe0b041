import { z } from "zod";
import { emailSchema } from "../identity/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { createTeam, removeMember, renameTeam, setMember } from "./commands.ts";
import { getTeam, listMembers, listTeams } from "./queries.ts";
import { memberListSchema, memberSchema, newTeamSchema, renamedTeamSchema, slugSchema, teamDetailSchema, teamListSchema, teamRoles, teamSchema } from "./schema.ts";

export const teamsRouter = router({
  /** The teams that the caller may see, by slug, page by page. */
  list: reading
    .meta({ permission: "model:read" })
    .input(teamListSchema.default({ limit: 100 }))
    .output(z.object({ items: z.array(teamSchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listTeams(ctx.db, ctx.actor, input)),

  get: reading
    .meta({ permission: "model:read" })
    .input(z.object({ team: slugSchema }))
    .output(teamDetailSchema)
    .query(({ ctx, input }) => getTeam(ctx.db, ctx.actor, input.team)),

  create: writing
    .meta({ permission: "site:manage" })
    .input(newTeamSchema)
    .output(z.object({ slug: z.string() }))
    .mutation(({ ctx, input }) => createTeam(ctx.tx, ctx.actor, input)),

  /** Gives a team another name. Its slug stays: models are called by it. */
  rename: writing
    .meta({ permission: "team:manage" })
    .input(renamedTeamSchema)
    .output(z.object({ slug: z.string(), name: z.string() }))
    .mutation(({ ctx, input }) => renameTeam(ctx.tx, ctx.actor, input)),

  /** People and service accounts in a team, by name, page by page. */
  members: reading
    .meta({ permission: "model:read" })
    .input(memberListSchema)
    .output(z.object({ items: z.array(memberSchema), nextCursor: z.string().nullable(), total: z.number().int() }))
    .query(({ ctx, input }) => listMembers(ctx.db, ctx.actor, input)),

  /** Adds somebody, or gives a member another role. */
  setMember: writing
    .meta({ permission: "team:manage" })
    .input(z.object({ team: slugSchema, email: emailSchema, role: z.enum(teamRoles) }))
    .output(z.object({ userId: z.string(), name: z.string(), role: z.enum(teamRoles) }))
    .mutation(({ ctx, input }) => setMember(ctx.tx, ctx.actor, input)),

  removeMember: writing
    .meta({ permission: "team:manage" })
    .input(z.object({ team: slugSchema, userId: z.uuid() }))
    .output(z.object({ removed: z.boolean() }))
    .mutation(({ ctx, input }) => removeMember(ctx.tx, ctx.actor, input)),
});
