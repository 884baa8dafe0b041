import { z } from "zod";
import { emailSchema } from "../identity/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { createTeam, removeMember, setMember } from "./commands.ts";
import { listMembers, listTeams } from "./queries.ts";
import { memberSchema, newTeamSchema, slugSchema, teamRoles, teamSchema } from "./schema.ts";

export const teamsRouter = router({
  /** The teams that the caller may see, by name. */
  list: reading
    .meta({ permission: "model:read" })
    .input(z.object({ limit: z.number().int().min(1).max(500).default(200) }).default({ limit: 200 }))
    .output(z.array(teamSchema))
    .query(({ ctx, input }) => listTeams(ctx.db, ctx.actor, input.limit)),

  create: writing
    .meta({ permission: "site:manage" })
    .input(newTeamSchema)
    .output(z.object({ slug: z.string() }))
    .mutation(({ ctx, input }) => createTeam(ctx.tx, ctx.actor, input)),

  members: reading
    .meta({ permission: "model:read" })
    .input(z.object({ team: slugSchema }))
    .output(z.array(memberSchema))
    .query(({ ctx, input }) => listMembers(ctx.db, ctx.actor, input.team)),

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
