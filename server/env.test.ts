import { describe, expect, it } from "vitest";
import { readEnv, readStore } from "./env.ts";

const storeOf = (settings: Record<string, string>) => readEnv(settings).store;

describe("the store's settings", () => {
  it("are a folder in the home by default, and any other where one is named", () => {
    expect(storeOf({ COUNTERSIGN_HOME: "/srv/countersign" })).toEqual({ kind: "fs", folder: "/srv/countersign/blobs" });
    expect(storeOf({ COUNTERSIGN_STORE: "fs:/mnt/blobs" })).toEqual({ kind: "fs", folder: "/mnt/blobs" });
  });

  it("are Amazon's bucket, with what the machine may do, where only a bucket is named", () => {
    expect(storeOf({ COUNTERSIGN_STORE: "s3", S3_BUCKET: "models" })).toMatchObject({
      kind: "s3", bucket: "models", region: "us-east-1", pathStyle: false, prefix: "", endpoint: undefined, credentials: undefined,
    });
  });

  it("are any other bucket, with the prefix's slashes put right", () => {
    const settings = {
      COUNTERSIGN_STORE: "s3", S3_BUCKET: "models", S3_ENDPOINT: "http://minio:9000", S3_PREFIX: "/registry/blobs",
      AWS_ACCESS_KEY_ID: "us", AWS_SECRET_ACCESS_KEY: "secret",
    };
    expect(storeOf(settings)).toMatchObject({ pathStyle: true, prefix: "registry/blobs/", credentials: { accessKeyId: "us", secretAccessKey: "secret" } });
    expect(storeOf({ ...settings, S3_PATH_STYLE: "false", S3_PREFIX: "blobs//" })).toMatchObject({ pathStyle: false, prefix: "blobs/" });
  });

  it.each([
    [{ COUNTERSIGN_STORE: "disk" }, "COUNTERSIGN_STORE must be fs"],
    [{ COUNTERSIGN_STORE: "s3" }, "S3_BUCKET must name"],
    [{ COUNTERSIGN_STORE: "s3", S3_BUCKET: "models", S3_ENDPOINT: "minio:9000" }, "S3_ENDPOINT must be an address"],
    [{ COUNTERSIGN_STORE: "s3", S3_BUCKET: "models", S3_PATH_STYLE: "yes" }, "S3_PATH_STYLE must be true or false"],
    [{ COUNTERSIGN_STORE: "s3", S3_BUCKET: "models", AWS_ACCESS_KEY_ID: "us" }, "belong together"],
    [{ S3_BUCKET: "models" }, "COUNTERSIGN_STORE is not s3"],
    [{ COUNTERSIGN_CHECKPOINTS: "bucket" }, "COUNTERSIGN_CHECKPOINTS must be fs"],
    [{ COUNTERSIGN_CHECKPOINTS: "s3" }, "COUNTERSIGN_CHECKPOINTS is s3, but COUNTERSIGN_STORE is not"],
    [{ COUNTERSIGN_CHECKPOINT_EVERY: "0" }, "COUNTERSIGN_CHECKPOINT_EVERY must be at least 1"],
    [{ COUNTERSIGN_STORE: "s3", PORT: "x" }, "PORT must be a number, such as 3000.\nS3_BUCKET"],
  ])("are refused with what to set: %j", (settings, fault) => {
    expect(() => readEnv(settings)).toThrow(fault);
  });

  it.each([
    [{ OIDC_ISSUER: "https://login.example.com" }, "OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are missing"],
    [{ OIDC_CLIENT_SECRET: "x", OIDC_CLIENT_ID: "y" }, "OIDC_ISSUER is missing"],
    [{ OIDC_ISSUER: "login", OIDC_CLIENT_ID: "y", OIDC_CLIENT_SECRET: "x" }, "OIDC_ISSUER must be the provider's address"],
    [{ OIDC_ISSUER: "http://login.example.com", OIDC_CLIENT_ID: "y", OIDC_CLIENT_SECRET: "x" }, "OIDC_ISSUER must begin with https"],
    [{ OIDC_ISSUER: "https://login.example.com", OIDC_CLIENT_ID: "y", OIDC_CLIENT_SECRET: "x", OIDC_SCOPES: "email" }, "must have openid among"],
  ])("of a provider are refused with what to set: %j", (settings, fault) => {
    expect(() => readEnv(settings)).toThrow(fault);
  });

  it("of a provider are all or none", () => {
    expect(readEnv({}).oidc).toBeNull();
    expect(readEnv({ OIDC_ISSUER: "http://127.0.0.1:1", OIDC_CLIENT_ID: "y", OIDC_CLIENT_SECRET: "x" }).oidc).toEqual({
      issuer: "http://127.0.0.1:1", clientId: "y", clientSecret: "x", name: "single sign-on", groupsClaim: "groups", verifiedClaim: "email_verified", scopes: "openid email profile",
    });
  });

  it("of another store have a prefix of their own", () => {
    const source = { S3_BUCKET: "ours", TARGET_S3_BUCKET: "theirs", AWS_ACCESS_KEY_ID: "us", AWS_SECRET_ACCESS_KEY: "secret" };
    expect(readStore("s3", "TARGET_", source)).toMatchObject({ bucket: "theirs", credentials: undefined });
    expect(readStore("fs:/mnt/new", "TARGET_", source)).toEqual({ kind: "fs", folder: "/mnt/new" });
    expect(() => readStore("s3", "TARGET_", { S3_BUCKET: "ours" })).toThrow("TARGET_S3_BUCKET must name");
    expect(() => readStore("/mnt/new", "TARGET_", source)).toThrow("fs: and a folder");
  });
});

describe("the settings of checkpoints", () => {
  const settingsOf = (settings: Record<string, string>) => readEnv({ COUNTERSIGN_HOME: "/srv/countersign", ...settings }).checkpoints;

  it("are a folder in the home, with a key that is made there, unless others are named", () => {
    expect(settingsOf({})).toEqual({ place: { kind: "fs", folder: "/srv/countersign/audit" }, keyFile: "/srv/countersign/audit/key.pem", makesKey: true });
    expect(settingsOf({ COUNTERSIGN_CHECKPOINTS: "fs:/mnt/signed", COUNTERSIGN_AUDIT_KEY: "/run/key.pem" })).toEqual({ place: { kind: "fs", folder: "/mnt/signed" }, keyFile: "/run/key.pem", makesKey: false });
    expect(settingsOf({ COUNTERSIGN_CHECKPOINTS: "s3", COUNTERSIGN_STORE: "s3", S3_BUCKET: "models" })).toMatchObject({ place: { kind: "s3", bucket: "models" } });
  });
});

describe("the settings against attackers", () => {
  it("trust no proxy, allow no private address, and have generous rates by default", () => {
    expect(readEnv({})).toMatchObject({ COUNTERSIGN_OUTGOING_ALLOW: [], COUNTERSIGN_RATE_READS: 120_000, COUNTERSIGN_RATE_OPEN: 600 });
  });

  it("take numbers, lists with commas or spaces, and 0 for any number", () => {
    expect(readEnv({ COUNTERSIGN_TRUST_PROXY: "2" }).COUNTERSIGN_TRUST_PROXY).toBe(2);
    expect(readEnv({ COUNTERSIGN_TRUST_PROXY: "10.0.0.0/8, ::1" }).COUNTERSIGN_TRUST_PROXY).toEqual(["10.0.0.0/8", "::1"]);
    expect(readEnv({ COUNTERSIGN_OUTGOING_ALLOW: "sso.internal,10.0.0.5 fd00::/8" }).COUNTERSIGN_OUTGOING_ALLOW).toEqual(["sso.internal", "10.0.0.5", "fd00::/8"]);
    expect(readEnv({ COUNTERSIGN_RATE_READS: "0" }).COUNTERSIGN_RATE_READS).toBe(0);
  });

  it.each([
    [{ COUNTERSIGN_TRUST_PROXY: "yes" }, "COUNTERSIGN_TRUST_PROXY must be how many proxies"],
    [{ COUNTERSIGN_TRUST_PROXY: "10.0.0.0/33" }, "COUNTERSIGN_TRUST_PROXY must be how many proxies"],
    [{ COUNTERSIGN_OUTGOING_ALLOW: "https://sso.internal" }, "COUNTERSIGN_OUTGOING_ALLOW must list"],
    [{ COUNTERSIGN_RATE_WRITES: "many" }, "COUNTERSIGN_RATE_WRITES must be a number"],
    [{ COUNTERSIGN_RATE_BYTES: "-1" }, "COUNTERSIGN_RATE_BYTES must not be negative"],
  ])("are refused with what to set: %j", (settings, fault) => {
    expect(() => readEnv(settings)).toThrow(fault);
  });
});

describe("the settings of mail", () => {
  const mail = { SMTP_URL: "smtps://us:secret@mail.example.com", MAIL_FROM: "models@example.com", NEXTAUTH_URL: "https://models.example.com" };

  it("belong together, and no link takes its address from a request", () => {
    expect(readEnv(mail)).toMatchObject(mail);
    expect(() => readEnv({ ...mail, MAIL_FROM: "" })).toThrow("SMTP_URL is set, but MAIL_FROM is not");
    expect(() => readEnv({ ...mail, NEXTAUTH_URL: "" })).toThrow("SMTP_URL is set, but NEXTAUTH_URL is not");
    expect(() => readEnv({ ...mail, SMTP_URL: "mail.example.com" })).toThrow("SMTP_URL must be the address of a mail server");
  });
});
