import { redirect } from "next/navigation";

export default function PromotionsPage() {
  redirect("/reviews");
}
