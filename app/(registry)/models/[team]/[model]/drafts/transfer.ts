import type { FileRoute } from "uploadthing/types";
import { faultFrom, TransferFault } from "./transfer-fault.ts";

/** A file to send, and what tells it apart across visits. */
export interface Parcel {
  path: string;
  file: File;
  fingerprint: string;
}

/** What comes of the files of a transfer; none comes of a file that was stopped. */
export interface TransferEvents {
  /** Resolves when it is the file's turn to send bytes. */
  turn: (path: string, signal: AbortSignal | null) => Promise<void>;
  /** It goes on at this byte. */
  began: (path: string, from: number) => void;
  /** Bytes of it that are on their way or there. */
  moved: (path: string, sent: number) => void;
  done: (path: string, sha256: string) => void;
  failed: (path: string, fault: TransferFault) => void;
}

/** Files that the registry has taken on, and sends or will send. */
export interface Transfer {
  /** What has come of the file stays with the registry: another transfer goes on there. */
  stop: (path: string) => void;
}

export type OpenTransfer = (draft: string, parcels: readonly Parcel[], events: TransferEvents) => Promise<Transfer>;

type Refused = { refused: { reason: string; message: string } };

/** The route that the registry's file router has for the files of versions. */
type Router = {
  versionFiles: FileRoute<{
    input: { draft: string; files: { path: string; size: number; fingerprint: string }[] };
    output: { path: string; size: number; sha256: string } | Refused;
    errorShape: { message: string; reason: string };
  }>;
};

/**
 * Opens uploads of at most 200 files into a draft, and sends them with UploadThing's own client as their turns come.
 * The client is loaded with the first call.
 * @throws TransferFault, when the registry takes on none of them
 */
export const openTransfer: OpenTransfer = async (draft, parcels, events) => {
  const { genUploader } = await import("uploadthing/client");
  const files = new Map(parcels.map((parcel) => [parcel.path, parcel.file]));
  const paths = new Map(parcels.map((parcel) => [parcel.file, parcel.path]));
  /** The signed addresses, in the order of the files. */
  let addresses: string[] = [];
  const met = new Map<string, TransferFault>();
  let refusal: TransferFault | null = null;
  const begun = new Set<string>();

  // The client asks for signed addresses, then at each for how far the file is, and then sends the rest to it.
  async function ask(input: unknown, init?: { method?: string; signal?: AbortSignal | null }): Promise<Response> {
    const address = String(input);
    const parcel = init?.method === "HEAD" ? parcels[addresses.indexOf(address)] : undefined;
    if (parcel) await events.turn(parcel.path, init?.signal ?? null);
    const answer = await fetch(address, init);
    if (parcel) {
      if (!answer.ok) {
        // A HEAD has no body that could say why.
        met.set(parcel.path, faultFrom(answer.status, answer.status < 500 ? { reason: "address_refused" } : null));
        throw new Error(`the registry answered ${answer.status}`);
      }
    } else if (answer.ok) {
      addresses = ((await answer.clone().json()) as { url: string }[]).map(({ url }) => url);
    } else {
      refusal = faultFrom(answer.status, await answer.clone().json().catch(() => null));
    }
    return answer;
  }

  const { createUpload } = genUploader<Router>({ fetch: ask });
  const upload = await createUpload("versionFiles", {
    files: parcels.map(({ file }) => file),
    input: { draft, files: parcels.map(({ path, file, fingerprint }) => ({ path, size: file.size, fingerprint })) },
    onUploadProgress({ file, loaded }) {
      const path = paths.get(file);
      if (path === undefined) return;
      const sent = Math.min(loaded, file.size);
      if (begun.has(path)) return events.moved(path, sent);
      begun.add(path);
      events.began(path, sent);
    },
  }).catch(() => {
    throw refusal ?? faultFrom(null, null);
  });

  for (const { path, file } of parcels) {
    upload.done(file).then(
      ({ serverData }) => ("refused" in serverData ? events.failed(path, faultFrom(409, serverData.refused)) : events.done(path, serverData.sha256)),
      async (error: unknown) => events.failed(path, met.get(path) ?? (await faultOfFile(file, error))),
    );
  }
  return {
    stop(path) {
      const file = files.get(path);
      if (file) upload.pauseUpload(file);
    },
  };
};

/** Why a file did not go through. Where the network seems at fault, it may also be that the file is gone from the disk. */
async function faultOfFile(file: File, error: unknown): Promise<TransferFault> {
  const [, status] = /^XHR failed (\d+)/.exec(error instanceof Error ? error.message : "") ?? [];
  const data = typeof error === "object" && error !== null && "data" in error ? error.data : undefined;
  if (status !== undefined || data !== undefined) return faultFrom(Number(status ?? 409), data);
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    return new TransferFault(400, "file_unreadable", "The file was changed or removed on your machine since it was dropped. Drop it again.");
  }
  return faultFrom(null, null);
}
