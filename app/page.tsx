import { redirect } from "next/navigation";
import { addresses } from "@/domain/addresses";

export default function HomePage() {
  redirect(addresses.accounts());
}
