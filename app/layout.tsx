import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { signInWays } from "#app/_trpc/server.tsx";
import { readTheme, themeCookie } from "#app/_ui/theme.ts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  // A page that says that the database can't be reached has a title too.
  const { name } = await signInWays().catch(() => ({ name: "Countersign" }));
  return {
    title: { default: name, template: `%s · ${name}` },
    description: "A model registry in which nothing reaches production until somebody else has signed for it.",
    referrer: "same-origin",
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>{children}</body>
    </html>
  );
}
