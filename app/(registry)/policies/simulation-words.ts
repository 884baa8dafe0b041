/** How many of the past promotions a draft would have blocked, in a sentence. */
export function simulationWords(blocked: number, all: number): string {
  const among = all === 1 ? "the only promotion" : `the last ${all} promotions`;
  if (blocked === 0) return `It would have let ${all === 1 ? among : `all of ${among}`} through.`;
  if (blocked === all) return `It would have blocked ${all === 1 ? among : `every one of ${among}`}.`;
  return `It would have blocked ${blocked} of ${among}.`;
}
