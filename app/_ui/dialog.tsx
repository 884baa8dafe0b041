"use client";
import { Dialog as Radix } from "radix-ui";
import { useRef, type ReactElement, type ReactNode } from "react";
import { IconButton } from "./button.tsx";
import "./style-nonce.ts";

/**
 * A dialog: it traps focus, and gives it back. Open it by its trigger, or from outside with `open` and `onOpenChange`.
 * The footer's primary act stands last.
 */
export function Dialog({
  trigger, open, onOpenChange, title, description, children, footer, width = "medium",
}: {
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  width?: "medium" | "wide";
}) {
  // Opened from outside, it has no trigger to give the focus back to: it goes to what had it.
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-shade" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={() => { opener.current = document.activeElement; }}
          onCloseAutoFocus={(event) => {
            if (trigger || !(opener.current instanceof HTMLElement)) return;
            event.preventDefault();
            opener.current.focus();
          }}
          className={`fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[92dvh] w-full animate-appear flex-col rounded-t-md border border-line-strong bg-raised shadow-float [--ground:var(--raised)] [--sticky-top:0px] sm:top-[14vh] sm:bottom-auto sm:max-h-[76vh] sm:rounded-md ${width === "wide" ? "sm:max-w-3xl" : "sm:max-w-lg"}`}
        >
          <header className={`px-5 pt-4 pe-12 ${children ? "" : "pb-4"}`}>
            <Radix.Title className="font-semibold">{title}</Radix.Title>
            {description && <Radix.Description className="mt-1 text-ink-soft">{description}</Radix.Description>}
          </header>
          {children && <div className="min-h-0 overflow-y-auto px-5 py-4">{children}</div>}
          {footer && <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>}
          {/* Last in order, so that what the dialog asks for has the first focus. */}
          <div className="absolute end-2.5 top-2.5"><Radix.Close asChild><IconButton icon="close" label="Close" size="small" /></Radix.Close></div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Wrap the button that closes the dialog without acting. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}
