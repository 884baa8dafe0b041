/** Where a file of a version has its page. */
export function filePageHref(model: string, number: number, path: string): string {
  return `/models/${model}/versions/${number}/files/${path.split("/").map(encodeURIComponent).join("/")}`;
}
