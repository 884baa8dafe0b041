export interface WordsDiff {
  added: string[];
  removed: string[];
}

/** Which sentences one version of a policy has and another has not. */
export function diffWords(before: readonly string[], after: readonly string[]): WordsDiff {
  return { added: after.filter((words) => !before.includes(words)), removed: before.filter((words) => !after.includes(words)) };
}
