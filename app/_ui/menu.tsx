"use client";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import { Link } from "./link.tsx";
import "./style-nonce.ts";

const item =
  "flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 outline-none data-disabled:text-ink-faint data-highlighted:bg-hover data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-ink pointer-coarse:min-h-10";

/** A menu of acts under a button. Fill it with the parts below. */
export function Menu({ trigger, children, align = "end" }: { trigger: ReactElement; children: ReactNode; align?: "start" | "end" }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align} sideOffset={4} collisionPadding={8}
          className="z-60 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 animate-appear overflow-y-auto rounded-md border border-line-strong bg-raised p-1 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** An act. `danger` for what can't be undone. */
export function MenuItem({ icon, danger = false, disabled, onSelect, children }: { icon?: IconName; danger?: boolean; disabled?: boolean; onSelect: () => void; children: ReactNode }) {
  return (
    <Radix.Item disabled={disabled} onSelect={onSelect} className={danger ? `${item} text-refuse` : item}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </Radix.Item>
  );
}

/** Somewhere to go. */
export function MenuLink({ icon, href, children }: { icon?: IconName; href: string; children: ReactNode }) {
  return (
    <Radix.Item asChild>
      <Link href={href} className={item}>
        {icon && <Icon name={icon} size={14} />}
        {children}
      </Link>
    </Radix.Item>
  );
}

/** On or off, and the menu stays open: which columns to show. */
export function MenuCheckbox({ checked, onCheckedChange, children }: { checked: boolean; onCheckedChange: (checked: boolean) => void; children: ReactNode }) {
  return (
    <Radix.CheckboxItem checked={checked} onCheckedChange={onCheckedChange} onSelect={(event) => event.preventDefault()} className={item}>
      <Chosen />
      {children}
    </Radix.CheckboxItem>
  );
}

/** One of several. */
export function MenuChoice<Value extends string>({
  label, value, onChange, options,
}: { label: string; value: Value; onChange: (value: Value) => void; options: readonly { value: Value; label: string; icon?: IconName }[] }) {
  return (
    <Radix.RadioGroup value={value} aria-label={label} onValueChange={(next) => {
      const option = options.find((each) => each.value === next);
      if (option) onChange(option.value);
    }}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={item}>
          <Chosen />
          {option.icon && <Icon name={option.icon} size={14} className="text-ink-soft" />}
          {option.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

/** A few words above a group. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-small text-ink-soft">{children}</Radix.Label>;
}

/** A hairline between groups. */
export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}

function Chosen() {
  return (
    <span className="w-3.5"><Radix.ItemIndicator><Icon name="check" size={14} /></Radix.ItemIndicator></span>
  );
}
