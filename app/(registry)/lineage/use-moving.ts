"use client";

import { useEffect, useEffectEvent, useState, type RefObject } from "react";

/** What of a drawing is seen: its middle's place in the frame, and its scale. */
export interface View {
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

const [smallest, largest] = [0.2, 1.6];

/**
 * A drawing in a frame that is dragged by the pointer, and zoomed with the wheel while Ctrl or ⌘ is held.
 * @param first what is seen at first, in a frame of a size
 */
export function useMoving(frame: RefObject<SVGSVGElement | null>, first: (size: Size) => View) {
  const [size, setSize] = useState<Size>({ width: 880, height: 440 });
  const [moved, setView] = useState<View | null>(null);
  const view = moved ?? first(size);
  const zoom = (by: number) => {
    const scale = Math.min(largest, Math.max(smallest, view.scale * by));
    setView({ x: (view.x / view.scale) * scale, y: (view.y / view.scale) * scale, scale });
  };
  const turn = useEffectEvent((by: number) => zoom(by));
  const shift = useEffectEvent((right: number, down: number) => setView({ ...view, x: view.x + right, y: view.y + down }));

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    let held: { pointer: number; x: number; y: number } | null = null;
    const ended = new AbortController();
    const { signal } = ended;
    element.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      turn(Math.exp(-event.deltaY / 300));
    }, { passive: false, signal });
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || (event.target as Element).closest("[data-node]")) return;
      element.setPointerCapture(event.pointerId);
      held = { pointer: event.pointerId, x: event.clientX, y: event.clientY };
    }, { signal });
    element.addEventListener("pointermove", ({ pointerId, clientX, clientY }) => {
      if (held?.pointer !== pointerId) return;
      shift(clientX - held.x, clientY - held.y);
      held = { pointer: pointerId, x: clientX, y: clientY };
    }, { signal });
    for (const end of ["pointerup", "pointercancel"] as const) element.addEventListener(end, () => { held = null; }, { signal });
    return () => {
      observer.disconnect();
      ended.abort();
    };
  }, [frame]);

  return { view, setView, size, zoom };
}
