export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The cookie that keeps a person's choice, read by the root layout so that nothing flashes. */
export const themeCookie = "theme";

/** A cookie's value as a theme; anything unknown is the system's. */
export function readTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
