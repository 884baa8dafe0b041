import type { ReactNode } from "react";
import { Providers } from "#app/_trpc/client.tsx";
import { signInWays } from "#app/_trpc/server.tsx";
import { Brand } from "#app/_ui/brand.tsx";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { name } = await signInWays();
  return (
    <Providers>
      <main className="mx-auto flex min-h-dvh w-full max-w-96 flex-col justify-center gap-6 px-5 py-10">
        <Brand name={name} />
        {children}
      </main>
    </Providers>
  );
}
