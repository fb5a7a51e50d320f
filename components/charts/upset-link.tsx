import clsx from "clsx";
import type { ReactNode } from "react";
import { Link } from "../ui/link";

type Props = {
  label: string;
  href: string;
  isCurrent: boolean;
  /** What can be pressed. */
  frame: { x: number; y: number; width: number; height: number };
  tooltip: string;
  children: ReactNode;
};

/** A part of a drawing that leads somewhere. It draws its own focus: browsers differ in what they outline in an SVG. */
export function UpSetLink({ label, href, isCurrent, frame, tooltip, children }: Props) {
  return (
    <Link href={href} aria-label={label} aria-current={isCurrent ? "true" : undefined} className="group outline-none">
      <rect
        {...frame}
        rx={4}
        className={clsx("group-hover:fill-accent/10", isCurrent ? "fill-accent-soft" : "fill-transparent")}
      >
        <title>{tooltip}</title>
      </rect>
      <g className="pointer-events-none">
        {children}
        <rect
          x={frame.x + 1}
          y={frame.y + 1}
          width={frame.width - 2}
          height={frame.height - 2}
          rx={4}
          strokeWidth={2}
          className="fill-none stroke-transparent group-focus-visible:stroke-accent"
        />
      </g>
    </Link>
  );
}
