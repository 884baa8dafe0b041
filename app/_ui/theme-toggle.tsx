"use client";
import { useState } from "react";
import { IconButton } from "./button.tsx";
import type { IconName } from "./icon.tsx";
import { Menu, MenuChoice } from "./menu.tsx";
import { themeCookie, type Theme } from "./theme.ts";

const options: readonly { value: Theme; label: string; icon: IconName }[] = [
  { value: "system", label: "As the system", icon: "monitor" },
  { value: "light", label: "Light", icon: "sun" },
  { value: "dark", label: "Dark", icon: "moon" },
];

/** Light, dark, or as the system has it: kept for a year in a cookie, so that the server renders the right one. */
export function ThemeToggle({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme);

  function choose(next: Theme) {
    setChosen(next);
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  }

  const icon = options.find((option) => option.value === chosen)?.icon ?? "monitor";
  return (
    <Menu trigger={<IconButton icon={icon} label="Theme" />}>
      <MenuChoice label="Theme" value={chosen} onChange={choose} options={options} />
    </Menu>
  );
}
