/** Where a revision of a card came from: the version's README.md, or somebody's hand. */
export const cardSources = ["file", "hand"] as const;
