"use client";
import { Avatar } from "./avatar.tsx";
import type { IconName } from "./icon.tsx";
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from "./menu.tsx";

export type Person = { name: string; email: string; links: readonly { label: string; href: string; icon?: IconName }[] };

/** Who is signed in, where their own pages are, and the way out: an address, or a (server) action. */
export function PersonMenu({ person, signOut }: { person: Person; signOut: string | (() => void | Promise<void>) }) {
  const trigger = (
    <button type="button" aria-label={`${person.name}: your menu`} className="inline-flex size-8 items-center justify-center rounded-full pointer-coarse:size-10">
      <Avatar name={person.name} size={28} />
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel>
        <span className="block text-body font-medium text-ink">{person.name}</span>
        {person.email}
      </MenuLabel>
      <MenuSeparator />
      {person.links.map((link) => <MenuLink key={link.href} href={link.href} icon={link.icon}>{link.label}</MenuLink>)}
      {person.links.length > 0 && <MenuSeparator />}
      {typeof signOut === "string"
        ? <MenuLink href={signOut} icon="sign-out">Sign out</MenuLink>
        : <MenuItem icon="sign-out" onSelect={() => void signOut()}>Sign out</MenuItem>}
    </Menu>
  );
}
