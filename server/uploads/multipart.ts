/**
 * A body of one file, as browsers send a form with one field (RFC 7578). How many bytes the file has is known before,
 * and the body's length with it: so nothing is searched for a boundary, and what was given before a cut was the file's.
 * Only the file's last piece waits until the end behind it has proved to be there.
 */
import { DomainError } from "../errors.ts";

/** What of the part's headers is read at most, in bytes. */
const mostHeaders = 16 * 1024;

const blankLine = "\r\n\r\n";

/**
 * Takes the file out of a body with one part named `file`.
 * @param body.contentType of the request
 * @param body.length its Content-Length, in bytes
 * @param body.bytes how many the file has
 * @returns the file's bytes, as they come
 * @throws DomainError invalid_input, body_too_large: for what is wrong with the headers or the length, before a byte of
 *   the file; the failure of `source`
 */
export async function* fileOf(
  source: AsyncIterable<Buffer>,
  body: { contentType: string | undefined; length: string | undefined; bytes: number },
): AsyncGenerator<Buffer> {
  const opening = `--${boundaryOf(body.contentType)}`;
  const closing = `\r\n${opening}--`;
  if (body.length === undefined) throw refused("has no Content-Length: send its length in bytes");
  let before = Buffer.alloc(0);
  let inFile = false;
  let left = body.bytes;
  let last: Buffer | undefined;
  let after = "";
  for await (let piece of source) {
    if (!inFile) {
      before = Buffer.concat([before, piece]);
      const end = before.indexOf(blankLine);
      if (end > mostHeaders || (end < 0 && before.length > mostHeaders)) throw refused(`begins with more than ${mostHeaders} bytes of headers`);
      if (end < 0) continue;
      requireFile(before.toString("utf8", 0, end), opening);
      inFile = true;
      const start = end + blankLine.length;
      requireLength(Number(body.length) - start - closing.length, body.bytes);
      piece = before.subarray(start);
    }
    if (piece.length < left) yield piece;
    else if (left > 0) last = piece.subarray(0, left);
    after += piece.toString("latin1", left);
    left = Math.max(0, left - piece.length);
  }
  if (!inFile) throw refused("ends within the headers of its first part");
  if (after !== closing && after !== `${closing}\r\n`) throw refused("does not end with its boundary behind the file");
  if (last) yield last;
}

/** @throws DomainError invalid_input */
function boundaryOf(contentType: string | undefined): string {
  // The characters of RFC 2046, section 5.1.1.
  const [, quoted, plain] = /^multipart\/form-data *;(?:.*;)? *boundary=(?:"([\w'()+,\-./:=? ]{0,69}[\w'()+,\-./:=?])"|([\w'+\-.]{1,70})) *(?:;|$)/i.exec(contentType ?? "") ?? [];
  const boundary = quoted ?? plain;
  if (boundary !== undefined) return boundary;
  throw refused(`has the Content-Type ${JSON.stringify(contentType?.slice(0, 100) ?? "")}: expected is multipart/form-data with a boundary`);
}

/** @param head the first boundary and the headers behind it */
function requireFile(head: string, opening: string): void {
  const [first, ...headers] = head.split("\r\n");
  if (first !== opening) throw refused("does not begin with its boundary");
  const disposition = headers.find((header) => /^content-disposition:/i.test(header)) ?? "";
  if (!/^content-disposition: *form-data *;(?:.*;)? *name="?file"?(?: *;|$)/i.test(disposition)) throw refused('must have one part, named "file"');
}

/** @param found what the body's length leaves for the file, with or without a last line break behind it */
function requireLength(found: number, bytes: number): void {
  if (found === bytes || found === bytes + 2) return;
  // One more than expected may be one too few, with a line break at the end.
  if (found > bytes + 2) {
    const message = `The body holds more than the ${bytes} bytes that are missing of the file, or another part beside it. Announce the file's size rightly, and send it alone.`;
    throw new DomainError("body_too_large", message, { maxBytes: bytes });
  }
  throw refused(`does not hold the ${bytes} bytes that are missing of the file`);
}

/** @param fault what is wrong with the body, in a clause */
function refused(fault: string): DomainError {
  return new DomainError("invalid_input", `The body ${fault}. Send multipart/form-data with one part, "file", from the first missing byte to the file's last.`);
}
