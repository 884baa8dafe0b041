/** What the registry is asked for a model's history, on the server and in the browser alike. */
export function movesInput(model: string) {
  return { model, limit: 50 };
}
