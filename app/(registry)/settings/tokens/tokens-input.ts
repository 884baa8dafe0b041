/** What the list of an owner's tokens is asked with, by the page and by the browser alike. */
export function tokensInput(account?: string) {
  return { limit: 50, ...(account ? { account } : {}) };
}
