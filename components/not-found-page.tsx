import { addresses } from "@/domain/addresses";
import { MessagePage } from "./message-page";
import { LinkButton } from "./ui/link-button";

export function NotFoundPage() {
  return (
    <MessagePage title="Not found" actions={<LinkButton href={addresses.accounts()}>Go to accounts</LinkButton>}>
      <p>Nothing is at this address. It may have been mistyped, or what it named is gone.</p>
    </MessagePage>
  );
}
