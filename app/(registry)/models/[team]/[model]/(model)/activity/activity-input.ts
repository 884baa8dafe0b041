/** What the registry is asked for a model's activity, on the server and in the browser alike. */
export function activityInput(model: string) {
  return { model, limit: 50 };
}
