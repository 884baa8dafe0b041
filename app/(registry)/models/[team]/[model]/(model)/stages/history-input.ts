/** What the registry is asked for what was live when, on the server and in the browser alike. */
export function historyInput(model: string) {
  return { model, limit: 50 };
}
