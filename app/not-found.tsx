import type { Metadata } from "next";
import { Brand } from "#app/_ui/brand.tsx";
import { LinkButton } from "#app/_ui/button.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NoSuchPage() {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-96 flex-col items-start justify-center gap-4 px-5 py-10">
      <Brand />
      <h1 className="text-title tracking-tight">There is no such page</h1>
      <p className="text-ink-soft">Nothing in this registry has this address. Look at the spelling, or start from the catalogue.</p>
      <LinkButton href="/models">Go to the catalogue</LinkButton>
    </main>
  );
}
