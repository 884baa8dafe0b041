import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { DomainError } from "../errors.ts";
import type { OutgoingAgents } from "../outgoing/agents.ts";
import { requestOutside } from "../outgoing/request.ts";
import { readIdentity, type Identity } from "./claims.ts";
import type { ProviderStatus } from "./schema.ts";

/** How the provider is configured. */
export interface ProviderSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What people call it; it stands on the button. */
  name: string;
  groupsClaim: string;
  verifiedClaim: string;
  scopes: string;
}

/** The single sign-on provider, as far as it can be asked. */
export interface Provider extends ProviderSettings {
  agents: OutgoingAgents;
  /** The address that people open, where it is configured. */
  origin?: string | undefined;
}

/** How long each request to the provider may be silent, in milliseconds. */
const patienceMs = 5000;

/**
 * Asked for at every sign-in, in seconds: a provider that is told how old a sign-in may be has to say how old it is (OpenID
 * Connect Core 1.0, section 2, `auth_time`).
 */
const oldestSignIn = 30 * 24 * 60 * 60;

/** What next-auth hands on as the profile: the claims of the verified ID token, and those of the userinfo endpoint. */
export interface Answer {
  idToken: Record<string, unknown> & { iss: string; sub: string };
  userinfo: Record<string, unknown>;
}

/** The name of the provider within next-auth; it stands in the redirect URI. */
export const providerId = "oidc";

const discoveryPath = "/.well-known/openid-configuration";
const discoveryUrl = ({ issuer }: ProviderSettings) => `${withoutSlash(issuer)}${discoveryPath}`;

/** The provider as next-auth asks it: with PKCE, state and nonce, and through the guarded agents. */
export function authProvider(provider: Provider): OAuthConfig<Answer> {
  const { issuer, clientId, clientSecret, name, scopes, agents } = provider;
  return {
    id: providerId,
    name,
    type: "oauth",
    wellKnown: discoveryUrl(provider),
    clientId,
    clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: scopes, max_age: oldestSignIn } },
    // An agent for https can't be used for http: a provider on https can't lead to an endpoint that is not.
    httpOptions: { agent: agents.for(issuer) as never, timeout: patienceMs },
    userinfo: {
      async request({ client, tokens }) {
        const userinfo = client.issuer.metadata.userinfo_endpoint === undefined ? {} : await client.userinfo(tokens as never);
        // A whole token set by now, verified; next-auth's type leaves its methods out.
        const { claims } = tokens as unknown as { claims: () => Answer["idToken"] };
        return { idToken: claims.call(tokens), userinfo } as never;
      },
    },
    // Who it is here is found out when the sign-in is looked at; next-auth wants some id meanwhile.
    profile: ({ idToken }) => ({ id: idToken.sub }),
  };
}

/**
 * Who has signed in, as the provider's answer says.
 * @throws DomainError forbidden, when it speaks for another issuer than the one that is configured
 */
export function identityOf(provider: ProviderSettings, { idToken, userinfo }: Answer): Identity {
  if (withoutSlash(idToken.iss) !== withoutSlash(provider.issuer)) throw new DomainError("forbidden", foreignIssuer(idToken.iss, provider));
  return readIdentity(idToken, userinfo, provider);
}

/** Some providers end their name with a slash, which is left out as often as it is not. */
const withoutSlash = (issuer: string) => issuer.replace(/\/$/, "");

function foreignIssuer(iss: string, { issuer }: ProviderSettings): string {
  return `It speaks for the issuer ${JSON.stringify(iss.slice(0, 200))}, and OIDC_ISSUER is ${JSON.stringify(issuer)}: set OIDC_ISSUER to the issuer that it names.`;
}

const discoverySchema = z.object({ issuer: z.string(), authorization_endpoint: z.url(), token_endpoint: z.url(), jwks_uri: z.url(), userinfo_endpoint: z.url().optional() });

/**
 * How it is configured, and whether it answers now.
 * @param origin the address that whoever looks has opened
 */
export async function lookAtProvider(provider: Provider, origin: string): Promise<ProviderStatus> {
  const { issuer, clientId, name, groupsClaim, scopes } = provider;
  const facts = { issuer, clientId, name, groupsClaim, scopes, redirectUri: `${provider.origin ?? origin}/api/auth/callback/${providerId}` };
  try {
    const answer = await requestOutside(provider.agents, discoveryUrl(provider), { timeoutMs: patienceMs, redirects: 0 });
    if (answer.status !== 200) return { ...facts, discovered: null, fault: `${discoveryUrl(provider)} answers with ${answer.status}, and 200 was expected. Look whether OIDC_ISSUER is right.` };
    const document = discoverySchema.safeParse(readJson(answer.body));
    if (!document.success) return { ...facts, discovered: null, fault: `${discoveryUrl(provider)} is no discovery document of OpenID Connect. Look whether OIDC_ISSUER is right.` };
    const { authorization_endpoint: authorizationEndpoint, userinfo_endpoint: userinfo } = document.data;
    if (withoutSlash(document.data.issuer) !== withoutSlash(issuer)) return { ...facts, discovered: null, fault: foreignIssuer(document.data.issuer, provider) };
    return { ...facts, discovered: { authorizationEndpoint, userinfo: userinfo !== undefined }, fault: null };
  } catch (error) {
    const why = error instanceof DomainError ? error.message : `It could not be reached: ${error instanceof Error ? error.message || String("code" in error ? error.code : error.name) : "no answer"}.`;
    return { ...facts, discovered: null, fault: why };
  }
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
