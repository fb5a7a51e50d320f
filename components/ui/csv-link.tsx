import { Download } from "lucide-react";
import { buttonClass } from "./button-class";

/** A plain link: Next.js would fetch the file in advance. */
export function CsvLink({ href }: { href: string }) {
  return (
    <a href={href} download className={buttonClass("secondary")}>
      <Download aria-hidden size={14} />
      Download CSV
    </a>
  );
}
