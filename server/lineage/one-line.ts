/** Anybody's text on one line and without what does not show, for comments, terminals and sentences. */
export function oneLine(text: string, most = 300): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ").trim();
  return plain.length > most ? `${plain.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")}…` : plain;
}
