import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import { SealMark } from "./seal.tsx";

export type Tone = "neutral" | "allow" | "wait" | "refuse" | "seal";

/** How a tone is written as text, as a wash with its rule, and as a sign. One home for the five. */
export const toneText: Record<Tone, string> = {
  neutral: "text-ink-soft", allow: "text-allow", wait: "text-wait", refuse: "text-refuse", seal: "text-seal-ink",
};
export const toneWash: Record<Tone, string> = {
  neutral: "border-line-strong bg-transparent",
  allow: "border-allow-line bg-allow-wash",
  wait: "border-wait-line bg-wait-wash",
  refuse: "border-refuse-line bg-refuse-wash",
  seal: "border-seal-line bg-seal-wash",
};
export const toneIcon: Record<Tone, IconName> = { neutral: "info", allow: "check", wait: "clock", refuse: "stop", seal: "check" };

/** A word about a state. The colour never speaks alone: verdicts bring their sign. */
export function Badge({ tone = "neutral", icon, children, title }: { tone?: Tone; icon?: IconName | "none"; children: ReactNode; title?: string }) {
  const sign = icon ?? (tone === "neutral" ? "none" : toneIcon[tone]);
  return (
    <span title={title} className={`inline-flex h-5 items-center gap-1 rounded-sm border px-1.5 text-small font-medium whitespace-nowrap ${toneText[tone]} ${toneWash[tone]}`}>
      {tone === "seal" && icon === undefined
        ? <span aria-hidden className="contents"><SealMark size={13} /></span>
        : sign !== "none" && <Icon name={sign} size={12} />}
      {children}
    </span>
  );
}
