import { openTransfer } from "./transfer.ts";
import { UploadQueue } from "./upload-queue.ts";

/** The drafts that this browser tab uploads to. They outlive the pages that show them. */
const queues = new Map<string, UploadQueue>();

/** The uploads of a draft, the same for as long as the tab is open. */
export function queueOf(draft: string): UploadQueue {
  // On the server, a page is rendered and nothing is sent.
  if (typeof window === "undefined") return new UploadQueue(draft, openTransfer, 1);
  const queue = queues.get(draft) ?? new UploadQueue(draft, openTransfer, sideBySide());
  if (queues.size === 0) window.addEventListener("beforeunload", warn);
  queues.set(draft, queue);
  return queue;
}

/** Ends the uploads of a draft that has become a version, or was given up. */
export function closeQueue(draft: string): void {
  queues.get(draft)?.close();
  queues.delete(draft);
  if (queues.size === 0) window.removeEventListener("beforeunload", warn);
}

/**
 * Six files at once. Over HTTP/1.1 a browser opens six connections to one server, and one of them has to stay free for
 * what is typed and clicked meanwhile.
 */
function sideBySide(): number {
  const [page] = performance.getEntriesByType("navigation");
  return page instanceof PerformanceNavigationTiming && /^h[23]/.test(page.nextHopProtocol) ? 6 : 5;
}

/** The browser asks in its own words whether to leave. */
function warn(event: BeforeUnloadEvent): void {
  if ([...queues.values()].some((queue) => queue.isBusy())) event.preventDefault();
}
