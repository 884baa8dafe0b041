/** Text as Markdown that reads as just this text. Also addresses and e-mail addresses in it become no links. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/[\\`*_{}[\]()<>|~&$!#"'^]/g, "\\$&")
    .replace(/^(?:[-+=:]|\d+(?=[.)]( |$)))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    // A comment, of which nothing is shown, parts what would be taken for an address.
    .replaceAll(/:(?=\/\/)|@|www(?=\.)/gi, "$&<!-- -->");
}
