import type { ComponentProps, ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import { Link } from "./link.tsx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium";

type Looks = { variant?: ButtonVariant; size?: ButtonSize; icon?: IconName; children?: ReactNode };

const shape =
  "inline-flex items-center justify-center gap-1.5 rounded-sm border font-medium whitespace-nowrap select-none disabled:border-line disabled:bg-sunken disabled:text-ink-faint aria-disabled:cursor-progress";

const variants: Record<ButtonVariant, string> = {
  primary: "border-seal-deep bg-seal text-on-seal hover:bg-seal-deep active:bg-seal-deep",
  secondary: "border-edge bg-surface text-ink hover:bg-hover active:bg-sunken",
  quiet: "border-transparent text-ink-soft hover:bg-hover hover:text-ink active:bg-sunken disabled:border-transparent disabled:bg-transparent",
  danger: "border-refuse-line bg-surface text-refuse hover:border-refuse hover:bg-refuse-wash",
};

const sizes: Record<ButtonSize, string> = {
  small: "h-7 px-2 text-small pointer-coarse:h-9",
  medium: "h-8 px-3 pointer-coarse:h-10",
};

const looks = (variant: ButtonVariant, size: ButtonSize) => `${shape} ${variants[variant]} ${sizes[size]}`;

/**
 * A button. One primary act on a page. While pending it keeps its focus and its place, says that it is busy,
 * and can't be pressed again.
 */
export function Button({
  variant = "secondary", size = "medium", icon, pending = false, type = "button", onClick, children, ...rest
}: Looks & { pending?: boolean } & Omit<ComponentProps<"button">, "className">) {
  return (
    <button
      {...rest}
      type={pending ? "button" : type}
      onClick={pending ? undefined : onClick}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      className={looks(variant, size)}
    >
      {pending ? <Spinner /> : icon && <Icon name={icon} size={size === "small" ? 14 : 16} />}
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere and does nothing. */
export function LinkButton({
  variant = "secondary", size = "medium", icon, children, ...rest
}: Looks & Omit<ComponentProps<typeof Link>, "className">) {
  return (
    <Link {...rest} className={looks(variant, size)}>
      {icon && <Icon name={icon} size={size === "small" ? 14 : 16} />}
      {children}
    </Link>
  );
}

/** A square button with an icon alone; its label is spoken, and shown on hover. */
export function IconButton({
  icon, label, size = "medium", variant = "quiet", ...rest
}: { icon: IconName; label: string; size?: ButtonSize; variant?: ButtonVariant } & Omit<ComponentProps<"button">, "className" | "children">) {
  const side = size === "small" ? "size-7 pointer-coarse:size-9" : "size-8 pointer-coarse:size-10";
  return (
    <button type="button" title={label} aria-label={label} {...rest} className={`${shape} ${variants[variant]} ${side}`}>
      <Icon name={icon} size={size === "small" ? 14 : 16} />
    </button>
  );
}

function Spinner() {
  return (
    <svg viewBox="0 0 16 16" width={14} height={14} aria-hidden className="shrink-0 animate-turn">
      <circle cx={8} cy={8} r={6} fill="none" stroke="currentColor" strokeWidth={2} strokeDasharray="24 14" strokeLinecap="round" />
    </svg>
  );
}
