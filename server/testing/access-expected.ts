/** Who asks, where, and what the matrix says that they are told. No database: this is read beside it. */
import { permissionMeanings, permissions, type Permission, type SiteRole } from "../identity/schema.ts";
import type { Visibility } from "../models/schema.ts";
import type { TeamRole } from "../teams/schema.ts";
import { scopeSchema, serviceScopeSchema } from "../tokens/schema.ts";
import { holders, type Role, type Row } from "./access-matrix.ts";

export interface Principal {
  name: string;
  /** Principals of one account have the same. */
  account: string;
  /** Their role in the team `home`. */
  role?: TeamRole;
  /** Their role on each model of `home`, by a grant in force. */
  granted?: TeamRole;
  /** Whom the grant is given to. */
  through?: "themselves" | "a team";
  site?: SiteRole;
  /** Given on each model of `home`, and ended. */
  ended?: TeamRole;
  machine?: true;
  /** What they are told whatever they ask, by what became of their account. */
  refused?: "not_signed_in" | "token_invalid";
  /** The scopes of their token and the models that it reaches; left out, they are signed in. */
  token?: { scopes: readonly Permission[]; models: string };
}

const every = scopeSchema.options;
const teamRoles: TeamRole[] = ["viewer", "contributor", "reviewer", "maintainer"];

export const principals: Principal[] = [
  { name: "nobody", account: "", refused: "not_signed_in" },
  { name: "somebody of no team", account: "stranger" },
  ...teamRoles.map((role): Principal => ({ name: `${role} of the team`, account: role, role })),
  ...teamRoles.map((granted): Principal => ({ name: `guest with the role ${granted}`, account: `guest-${granted}`, granted, through: "themselves" })),
  { name: "guest whose role has ended", account: "former-guest", ended: "maintainer" },
  { name: "member of a team that was given the role contributor", account: "partner", granted: "contributor", through: "a team" },
  { name: "auditor", account: "auditor", site: "auditor" },
  { name: "administrator", account: "admin", site: "admin" },
  { name: "contributor who was deactivated", account: "gone", role: "contributor", refused: "token_invalid", token: { scopes: every, models: "*" } },
  { name: "service account, a contributor of the team, with a token that is pinned to a check", account: "machine", role: "contributor", machine: true, token: { scopes: every, models: "*" } },
  { name: "contributor's token with every scope", account: "contributor", role: "contributor", token: { scopes: every, models: "*" } },
  { name: "contributor's token that reads", account: "contributor", role: "contributor", token: { scopes: ["model:read"], models: "*" } },
  { name: "maintainer's token for the team's models", account: "maintainer", role: "maintainer", token: { scopes: every, models: "home/*" } },
  { name: "maintainer's token for one model", account: "maintainer", role: "maintainer", token: { scopes: every, models: "home/private" } },
  { name: "maintainer's token for other models", account: "maintainer", role: "maintainer", token: { scopes: every, models: "other/*" } },
  { name: "administrator's token with every scope", account: "admin", site: "admin", token: { scopes: every, models: "*" } },
];

export interface Place {
  team: "home" | "away";
  visibility: Visibility;
}

/** The principals are members and guests of `home`, and nothing in `away`. */
export const places: Place[] = [
  { team: "home", visibility: "private" },
  { team: "home", visibility: "internal" },
  { team: "away", visibility: "private" },
  { team: "away", visibility: "internal" },
];

export const referenceOf = ({ team, visibility }: Place) => `${team}/${visibility}`;

export type Answer = "allowed" | "not_found" | "forbidden" | "forbidden_by_token" | "not_signed_in" | "token_invalid";

/** What `who` is told at `place`. */
export function expectedAnswer({ on, needs, holds, hides, creates, people }: Row, who: Principal, place: Place): Answer {
  if (on === "open") return "allowed";
  if (who.refused) return who.refused;
  if (needs !== null && !scoped(who, needs)) return "forbidden_by_token";
  const one = (lacking: Answer, held: boolean): Answer => (!held ? lacking : people && who.token ? "forbidden_by_token" : "allowed");
  const wanted = holds ?? (needs === null ? [] : [needs]);
  switch (on) {
    case "own":
      return one("forbidden", true);
    case "catalogue":
      return "allowed";
    case "site":
      return one("forbidden", wanted.some((permission) => siteHolds(who, permission)));
    case "team":
      if (!seesTeam(who, place)) return "not_found";
      // Reading takes what the token reaches of a team; changing it takes all of it.
      if (needs !== "model:read" && needs !== "model:create" && !reaches(who, `${place.team}/any-other`)) return "forbidden_by_token";
      if (needs === "model:create" && !reaches(who, `${place.team}/new`)) return "forbidden_by_token";
      return one("forbidden", wanted.some((permission) => rolesIn(who, place).some((role) => holders[permission].includes(role))));
    case "model":
      if (creates && seesTeam(who, place) && !reaches(who, referenceOf(place))) return "forbidden_by_token";
      if (!seesModel(who, place)) return "not_found";
      return one(hides ? "not_found" : "forbidden", wanted.some((permission) => holdsOnModel(who, place, permission)));
  }
}

/** Whether what a catalogue shows of `place` is in the answer that `who` gets. */
export function isShown({ shows }: Row, who: Principal, place: Place): boolean {
  if (shows === "team") return seesTeam(who, place);
  return seesModel(who, place) && (shows === "model" || holdsOnModel(who, place, "version:create"));
}

/** A machine's token has no scope of those that decide or keep, whatever it was given. */
function scoped({ token, machine }: Principal, permission: Permission): boolean {
  return token === undefined || (token.scopes.includes(permission) && (!machine || serviceScopeSchema.safeParse(permission).success));
}

function reaches({ token }: Principal, reference: string): boolean {
  if (!token || token.models === "*") return true;
  return token.models.endsWith("/*") ? reference.startsWith(token.models.slice(0, -1)) : reference === token.models;
}

function siteHolds({ site }: Principal, permission: Permission): boolean {
  return site !== undefined && site !== "member" && holders[permission].includes(site);
}

/** Their roles that count for the team as a whole. */
function rolesIn({ role, site }: Principal, { team }: Place): Role[] {
  return [...(role && team === "home" ? [role] : []), ...(site && site !== "member" ? [site] : [])];
}

function seesTeam(who: Principal, place: Place): boolean {
  const somewhere = !who.token || who.token.models === "*" || who.token.models.startsWith(`${place.team}/`);
  return somewhere && rolesIn(who, place).some((role) => holders["model:read"].includes(role));
}

function seesModel(who: Principal, place: Place): boolean {
  return reaches(who, referenceOf(place)) && holdsOnModel(who, place, "model:read");
}

function holdsOnModel(who: Principal, place: Place, permission: Permission): boolean {
  const onModel: Role[] = [...(who.granted && place.team === "home" ? [who.granted] : []), ...(place.visibility === "internal" ? (["viewer"] as const) : [])];
  // What concerns a whole team comes with a role in it, and not with one on a model.
  const roles = permissionMeanings[permission].on === "model" ? [...rolesIn(who, place), ...onModel] : rolesIn(who, place);
  const isPinned = permission === "check:report" && who.machine === true && who.role !== undefined && place.team === "home";
  return isPinned || roles.some((role) => holders[permission].includes(role));
}

/** The permissions of the written table that a role has, in the order of the registry. */
export function permissionsOfRole(role: Role): Permission[] {
  return permissions.filter((permission) => holders[permission].includes(role));
}
