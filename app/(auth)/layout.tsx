import type { ReactNode } from "react";
import { Providers } from "#app/_trpc/client.tsx";
import { Brand } from "#app/_ui/brand.tsx";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <Providers>
      <main className="mx-auto flex min-h-dvh w-full max-w-96 flex-col justify-center gap-6 px-5 py-10">
        <Brand />
        {children}
      </main>
    </Providers>
  );
}
