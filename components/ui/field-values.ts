import { type RefObject, useEffect, useRef } from "react";

/** Reports what was typed or chosen before React listened, which it never hears of by itself. */
export function useEarlyValue<Control extends HTMLInputElement | HTMLSelectElement>(report?: (value: string) => void) {
  const ref = useRef<Control>(null);
  useEffect(() => {
    if (ref.current && isEdited(ref.current)) report?.(ref.current.value);
  }, []);
  return ref;
}

function isEdited(control: HTMLInputElement | HTMLSelectElement): boolean {
  if ("defaultValue" in control) return control.value !== control.defaultValue;
  return [...control.options].some((option) => option.selected !== option.defaultSelected);
}

/** A select that stands at its old default follows it to the new one: a line of text does, and React leaves a select. */
export function useNewDefault(
  ref: RefObject<HTMLSelectElement | null>,
  value: string | number | undefined,
  report?: (value: string) => void,
): void {
  const before = useRef(value);
  useEffect(() => {
    const select = ref.current;
    const isFollowing = select?.value === String(before.current);
    before.current = value;
    if (!select || !isFollowing || select.value === String(value)) return;
    select.value = String(value);
    report?.(select.value);
  }, [value]);
}
