"use client";

import { useMemo } from "react";
import { Shortcuts, type Shortcut } from "#app/_ui/shortcuts.tsx";
import { useDesk } from "./desk.tsx";

const group = "This promotion";

/** What the keyboard does on this page: no single key signs, `a` only opens what would be signed. */
export function PromotionKeys() {
  const { subject: { version, you, signed }, setSigning, write } = useDesk();
  const maySign = you.cannotReview === null;
  const { canComment } = you;
  const shortcuts = useMemo(
    (): Shortcut[] => [
      ...(maySign && !signed ? [{ keys: "a", label: `Approve v${version}: opens what you would sign`, group, action: () => setSigning(true) }] : []),
      ...(maySign ? [{ keys: "r", label: "Request changes", group, action: () => write("request_changes") }] : []),
      ...(canComment ? [{ keys: "c", label: "Comment", group, action: () => write("comment") }] : []),
      { keys: "j", label: "Next part or thread", group, action: () => goToStop(1) },
      { keys: "k", label: "Previous part or thread", group, action: () => goToStop(-1) },
    ],
    [maySign, signed, canComment, version, setSigning, write],
  );
  return <Shortcuts shortcuts={shortcuts} />;
}

/** Moves the focus to the next part of the page, or the one before: from what has it, or else from what is in sight. */
function goToStop(step: 1 | -1) {
  const stops = [...document.querySelectorAll<HTMLElement>("main [data-stop]")];
  const focused = document.activeElement?.closest("[data-stop]");
  const here = focused ? stops.findIndex((stop) => stop === focused) : stops.findLastIndex((stop) => stop.getBoundingClientRect().top < 64);
  const next = stops[Math.min(stops.length - 1, Math.max(0, here + step))];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "start" });
}
