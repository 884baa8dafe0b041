import { expect, test } from "vitest";
import { passwordFault } from "./password-rules.ts";

const owner = { name: "Ada Lovelace", email: "ada.king@analytical.example.com" };
const common = new Set(["password", "password123", "qwertyuiop", "1q2w3e4r5t", "iloveyou"]);
const faultOf = (password: string) => passwordFault(password, owner, (word) => common.has(word));

test.each(["correct horse battery", "measured, not guessed", "Zw8-pfeil-Kamm", "wordpasswords are fine", "iloveyou and 3 other things", "mandala-rings-9"])("%s can be used", (password) => {
  expect(faultOf(password)).toBeNull();
});

test.each(["password123", "PassWord123", "qwertyuiop", "1q2w3e4r5t", "password2024!", "!!iloveyou!!", "ＰＡＳＳＷＯＲＤ１２３"])("%s is common", (password) => {
  expect(faultOf(password)).toContain("tried first");
});

test.each(["aaaaaaaaaaaa", "1212121212", "abababcabab"])("%s has too few different characters", (password) => {
  expect(faultOf(password)).toContain("at least 5 different characters");
});

test.each([["my lovelace diary", "lovelace"], ["ADA.KING-forever", "ada.king"]])("%s holds a part of its owner's name", (password, part) => {
  expect(faultOf(password)).toContain(`"${part}"`);
});
