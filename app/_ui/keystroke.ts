/** Whether a keystroke belongs to what has the focus, or to an open dialog or menu, and not to the page. */
export function isTaken(event: KeyboardEvent): boolean {
  const target = event.target;
  if (event.defaultPrevented || event.isComposing || !(target instanceof Element)) return true;
  return target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], [role=dialog], [role=menu]") !== null;
}

/** Whether this browser's keyboard says ⌘ where others say Ctrl. */
export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
