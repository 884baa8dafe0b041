"use client";
import NextLink from "next/link";
import { useState, type ComponentProps } from "react";

/** How long somebody has to stay on a link, in milliseconds: who only passes over a list means nothing in it. */
const stay = 80;

/**
 * A link within the registry. The page behind it is prefetched once somebody points at the link, touches it or comes to it
 * with the keyboard, and not, as Next does by itself, as soon as it is in view. A download never is, nor with `prefetch={false}`.
 */
export function Link({ prefetch = null, onMouseEnter, onFocus, onTouchStart, ...rest }: ComponentProps<typeof NextLink>) {
  const [isMeant, setMeant] = useState(false);
  const meanIfStill = (link: HTMLAnchorElement) => setTimeout(() => link.matches(":hover, :focus") && setMeant(true), stay);
  return (
    <NextLink
      {...rest}
      prefetch={isMeant && rest.download === undefined ? prefetch : false}
      onMouseEnter={(event) => {
        meanIfStill(event.currentTarget);
        onMouseEnter?.(event);
      }}
      onFocus={(event) => {
        meanIfStill(event.currentTarget);
        onFocus?.(event);
      }}
      onTouchStart={(event) => {
        setMeant(true);
        onTouchStart?.(event);
      }}
    />
  );
}
