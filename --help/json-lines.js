/** Lines of JSON (JSONL) from a stream of bytes, some at a time: a line is never longer than memory, a stream may be. */
/**
 * Reads values.
 * @returns them in batches as they come; an empty line is none
 * @throws Error that names the line which is no JSON
 */
export async function* readJsonLines(bytes) {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let rest = "";
    let read = 0;
    const parse = (lines) => {
        const values = [];
        for (const line of lines) {
            read++;
            if (line !== "")
                values.push(parseLine(line, read));
        }
        return values;
    };
    for await (const piece of bytes) {
        const text = rest + decoder.decode(piece, { stream: true });
        const end = text.lastIndexOf("\n");
        rest = text.slice(end + 1);
        if (end >= 0)
            yield parse(text.slice(0, end).split("\n"));
    }
    if (rest.trim() !== "")
        yield parse([rest]);
}
function parseLine(line, number) {
    try {
        return JSON.parse(line);
    }
    catch {
        throw new Error(`Line ${number} is no JSON: ${line.slice(0, 80)}`);
    }
}
