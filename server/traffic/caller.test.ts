import { expect, test } from "vitest";
import { callerOf, readProxies } from "./caller.ts";

const forwarded = (list: string) => ({ "x-forwarded-for": list, "x-forwarded-proto": "https", "x-forwarded-host": "models.example.com" });
const from = (list: string, remote: string, setting: number | string[] | null) => callerOf(forwarded(list), remote, setting === null ? null : readProxies(setting)).address;

test("nobody's word counts where no proxy is trusted", () => {
  expect(callerOf(forwarded("192.0.2.1"), "::ffff:10.0.0.1", null)).toEqual({ address: "10.0.0.1", secure: false, host: undefined });
});

test("a trusted proxy says who called, by which protocol and at which host", () => {
  expect(callerOf(forwarded("192.0.2.1"), "10.0.0.1", readProxies(1))).toEqual({ address: "192.0.2.1", secure: true, host: "models.example.com" });
  expect(callerOf(forwarded("192.0.2.1"), "10.0.0.1", readProxies(["10.0.0.0/8"]))).toEqual({ address: "192.0.2.1", secure: true, host: "models.example.com" });
});

test.each([
  ["one hop, and the caller made up the first", "1.1.1.1, 192.0.2.1", "10.0.0.1", 1, "192.0.2.1"],
  ["two hops", "1.1.1.1, 192.0.2.1, 10.0.0.2", "10.0.0.1", 2, "192.0.2.1"],
  ["more hops than there are", "192.0.2.1", "10.0.0.1", 5, "192.0.2.1"],
  ["no hop", "192.0.2.1", "10.0.0.1", 0, "10.0.0.1"],
  ["networks, and the caller made up the first", "10.9.9.9, 192.0.2.1, 10.0.0.2", "10.0.0.1", ["10.0.0.0/8"], "192.0.2.1"],
  ["networks, and one who comes past the proxy", "192.0.2.1", "203.0.113.9", ["10.0.0.0/8"], "203.0.113.9"],
  ["ports", "192.0.2.1:4711", "10.0.0.1", 1, "192.0.2.1"],
  ["IPv6 with a port", "[2001:db8::1]:4711", "::1", ["::1"], "2001:db8::1"],
  ["IPv4 written as IPv6", "::ffff:192.0.2.1", "10.0.0.1", 1, "192.0.2.1"],
  ["no address at all", "192.0.2.1, unknown", "10.0.0.1", 2, "10.0.0.1"],
  ["nothing", "", "10.0.0.1", 1, "10.0.0.1"],
])("%s", (_, list, remote, setting, expected) => expect(from(list, remote, setting)).toBe(expected));
