"use client";

import { type LucideIcon, Monitor, Moon, Sun } from "lucide-react";
import { type Theme, themes } from "./theme";
import { useHydrated } from "./ui/use-hydrated";

const faces: Record<Theme, { name: string; Icon: LucideIcon }> = {
  system: { name: "System", Icon: Monitor },
  light: { name: "Light", Icon: Sun },
  dark: { name: "Dark", Icon: Moon },
};

const aYear = 365 * 24 * 60 * 60;

/** The server reads the cookie at the next page; until then the page itself is told. */
function apply(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser staff use has the Cookie Store API.
  document.cookie = `theme=${theme}; path=/; max-age=${aYear}; samesite=lax`;
}

export function ThemeSwitch({ theme: chosen }: { theme: Theme }) {
  const isHydrated = useHydrated();
  return (
    <fieldset disabled={!isHydrated} className="flex w-fit rounded-regular border border-line bg-raised p-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map((theme) => {
        const { name, Icon } = faces[theme];
        return (
          <label
            key={theme}
            title={name}
            className="flex cursor-pointer rounded-small px-2 py-1 text-text-muted has-checked:bg-surface has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="theme"
              defaultChecked={theme === chosen}
              onChange={() => apply(theme)}
              className="sr-only"
            />
            <Icon aria-hidden size={14} />
            <span className="sr-only">{name}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
