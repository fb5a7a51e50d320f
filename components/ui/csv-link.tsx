import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class";

/** A plain link: Next.js would fetch the file in advance. */
export function CsvLink({ href, children = "Download CSV" }: { href: string; children?: ReactNode }) {
  return (
    <a href={href} download className={buttonClass("secondary")}>
      <Download aria-hidden size={14} />
      {children}
    </a>
  );
}
