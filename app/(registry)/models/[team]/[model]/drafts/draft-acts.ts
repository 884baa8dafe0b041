import type { useTRPCClient } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { toast } from "#app/_ui/toast.tsx";
import type { DraftFile } from "./draft-file.ts";
import { isLeftover, type Dropped } from "./dropped.ts";
import { presentFiles } from "./present-files.ts";
import type { UploadQueue } from "./upload-queue.ts";

/** What somebody can do to the files of a draft: each act goes to the uploads of this tab, and to the registry. */
export interface DraftActs {
  load: () => void;
  bring: (dropped: readonly Dropped[]) => void;
  pause: (path?: string) => void;
  resume: (path?: string) => void;
  remove: (file: DraftFile) => void;
  cancelAll: () => void;
}

export function draftActs(queue: UploadQueue, client: ReturnType<typeof useTRPCClient>): DraftActs {
  const { draft } = queue;
  const tell = (title: string) => (error: unknown) => toast({ title, detail: messageOf(error), tone: "refuse" });
  const cancel = (paths?: string[]) => void client.uploads.cancel.mutate({ draft, paths }).catch(tell("The registry could not be told to give the uploads up"));
  return {
    load: () => void queue.load(async () => await presentFiles(client, draft)),
    bring(dropped) {
      const wanted = dropped.filter(({ path }) => !isLeftover(path));
      const left = dropped.length - wanted.length;
      if (left > 0) toast({ title: `${left} ${left === 1 ? "file was" : "files were"} left out`, detail: "Operating systems keep them for themselves: .DS_Store, Thumbs.db, desktop.ini." });
      queue.offer(wanted);
    },
    pause: (path) => queue.pause(path),
    resume: (path) => queue.resume(path),
    remove({ path, state }) {
      queue.remove(path);
      if (state.kind === "done") void client.drafts.removeFile.mutate({ draft, path }).catch(tell("The file was not removed"));
      else cancel([path]);
    },
    cancelAll() {
      queue.remove();
      cancel();
    },
  };
}
