"use client";

import { useDesk } from "../desk.tsx";
import { Bypass } from "./bypass.tsx";
import { Describe } from "./describe.tsx";
import { Reject } from "./reject.tsx";
import { Withdraw } from "./withdraw.tsx";

/** What changes or ends a promotion otherwise than by signatures: each asks again before it does. */
export function ClosingActs() {
  const { subject: { you, requester } } = useDesk();
  if (!you.canWithdraw && !you.canReject && you.cannotBypass !== null) return null;
  return (
    <div className="-mx-2 flex flex-wrap gap-x-1 border-t border-line pt-2">
      {you.canWithdraw && requester.id === you.id && <Describe />}
      {you.canWithdraw && <Withdraw />}
      {you.canReject && <Reject />}
      {you.cannotBypass === null && <Bypass />}
    </div>
  );
}
