/** The slug that a name suggests: `Fraud & Risk (EU)` → `fraud-risk-eu`, `Zürich` → `zurich`. */
export function suggestSlug(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll(/[^a-z\d]+/g, "-")
    .slice(0, 64)
    .replaceAll(/^-+|-+$/g, "");
}
