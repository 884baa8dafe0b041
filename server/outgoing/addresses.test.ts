import { expect, test } from "vitest";
import { isPublic, liesIn, readListed } from "./addresses.ts";

test.each(["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])("%s is public", (address) => expect(isPublic(address)).toBe(true));

test.each([
  "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200",
  "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
  "::", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "fe80::1", "fe80::1%eth0", "fec0::1",
  "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "4000::1",
  "0177.0.0.1", "2130706433", "0x7f.1", "127.1", "localhost", "",
])("%s is not", (address) => expect(isPublic(address)).toBe(false));

test("a list holds addresses, networks and names", () => {
  const { networks, hosts } = readListed(["10.0.0.0/8", "192.168.1.7", "fd00::/8", "SSO.internal"]);
  expect(["10.9.9.9", "::ffff:10.9.9.9", "192.168.1.7", "fd12::1"].filter((address) => !liesIn(address, networks))).toEqual([]);
  expect(["11.0.0.1", "192.168.1.8", "fe80::1", "sso.internal", "10"].filter((address) => liesIn(address, networks))).toEqual([]);
  expect([...hosts]).toEqual(["sso.internal"]);
  expect(() => readListed(["10.0.0.0/33"])).toThrow("neither an address");
  expect(() => readListed(["http://sso.internal"])).toThrow("neither an address");
});
