/** How versions are called beside each other: `v3` of one model; `v3 a`, `v1 b` of several; with their team where two models have one name. Pure. */
export function shortNames(versions: readonly { model: string; number: number }[]): string[] {
  const models = [...new Set(versions.map(({ model }) => model))];
  const nameOf = (model: string) => model.slice(model.indexOf("/") + 1);
  const isShared = new Set(models.map(nameOf)).size < models.length;
  return versions.map(({ model, number }) => (models.length === 1 ? `v${number}` : `v${number} ${isShared ? model : nameOf(model)}`));
}
