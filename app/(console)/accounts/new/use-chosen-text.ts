import { useEffect, useRef, useState } from "react";
import { useNavigate } from "@/components/ui/use-navigate";

/** As long as people pause between two letters, at most. */
const pauseMilliseconds = 400;

/**
 * What stands in the box of organizations. The address follows it, at once after a paste and shortly after the last
 * keystroke, and the page then knows them.
 */
export function useChosenText(chosenText: string, hrefFor: (text: string) => string) {
  const navigate = useNavigate();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [text, setText] = useState(chosenText);
  const [isSearching, setIsSearching] = useState(false);
  const isChecking = text.trim() !== chosenText.trim();

  useEffect(() => () => clearTimeout(timer.current), []);

  /** The link that leaves one out goes to the address itself. */
  function changeText(next: string, how: "typed" | "chosen" | "left out"): void {
    const isKeystroke = how === "typed" && Math.abs(next.length - text.length) <= 1;
    const look = () => navigate.replace(hrefFor(next.trim()), { scroll: false });
    clearTimeout(timer.current);
    setText(next);
    setIsSearching(isKeystroke);
    if (isKeystroke) timer.current = setTimeout(look, pauseMilliseconds);
    else if (how !== "left out") look();
  }

  return { text, isChecking, isSearching, changeText };
}
