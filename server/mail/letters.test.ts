import { expect, it } from "vitest";
import { invitationLetter, resetLetter } from "./letters.ts";

const expiresAt = new Date("2026-12-01T08:30:00Z");

it("a letter says who, what and until when, in text and in HTML", () => {
  const letter = invitationLetter("grace@example.com", { link: "https://models.example.com/invitation/s", by: "Ada", registry: "Countersign", expiresAt });
  expect(letter.subject).toBe("Ada invites you to Countersign");
  expect(letter.text).toContain("Make your account: https://models.example.com/invitation/s");
  expect(letter.text).toContain("until 2026-12-01 08:30 UTC");
  expect(letter.html).toContain('<a href="https://models.example.com/invitation/s">Make your account</a>');
});

it("a name can't write HTML, nor a header", () => {
  const letter = invitationLetter("grace@example.com", { link: "https://x/s", by: "<img src=x>\r\nBcc: all@example.com", registry: "R", expiresAt });
  expect(letter.html).not.toContain("<img");
  expect(letter.subject).toBe("<img src=x> Bcc: all@example.com invites you to R");
});

it("who did not ask for a password need do nothing", () => {
  expect(resetLetter("a@example.com", { link: "https://x/s", registry: "R", expiresAt }).text).toContain("your password stays as it is");
});
