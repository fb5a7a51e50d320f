"use client";

import { type RefObject, useEffect, useState } from "react";

/**
 * What stands typed in the forms of the page and is not saved. A draft of it is kept for this tab by address and form,
 * so that people who leave and come back find it, until it is saved or discarded.
 */

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Draft = Record<string, string | boolean>;

type Work = {
  form: HTMLFormElement;
  /** The drafts it has written: the address may change under a form that stays. */
  drafts: Set<string>;
  /** What was typed when it was saved last. Fields go on showing it until the saved page arrives, each in its own time. */
  saved: Draft;
};

const draftPrefix = "draft ";
const works = new Set<Work>();
let sent: Work | undefined;

/** What can be filled in, each by its name and its place among those of that name. Passwords are nobody's draft. */
function controlsOf(form: HTMLFormElement): [string, Control][] {
  const counts = new Map<string, number>();
  return [...form.elements]
    .filter((element): element is Control => element.matches("[name]:is(input, select, textarea):enabled"))
    .filter(({ type }) => type !== "hidden" && type !== "password")
    .map((control) => {
      const place = counts.get(control.name) ?? 0;
      counts.set(control.name, place + 1);
      return [`${control.name} ${place}`, control];
    });
}

const isTick = ({ type }: Control) => type === "checkbox" || type === "radio";

function currentOf(control: Control): string | boolean {
  return "checked" in control && isTick(control) ? control.checked : control.value;
}

/** `data-default` is of those whose own default React leaves behind, or which begin with more than is saved. */
function defaultOf(control: Control): string | boolean {
  const { default: named } = control.dataset;
  if ("checked" in control && isTick(control)) return named ? named === "true" : control.defaultChecked;
  if (named !== undefined) return named;
  return "defaultValue" in control ? control.defaultValue : (control.options[0]?.value ?? "");
}

function typedIn(form: HTMLFormElement): Draft {
  const changed = controlsOf(form).filter(([, control]) => currentOf(control) !== defaultOf(control));
  return Object.fromEntries(changed.map(([key, control]) => [key, currentOf(control)]));
}

function isUnsaved({ form, saved }: Work): boolean {
  return Object.entries(typedIn(form)).some(([key, value]) => value !== saved[key]);
}

/** Puts a value in as a person would, so that React hears of it. */
function fill(control: Control, value: string | boolean): void {
  if (typeof value === "boolean") {
    if (currentOf(control) !== value) control.click();
    return;
  }
  if (control.type === "file" && value !== "") return;
  const prototype = Object.getPrototypeOf(control);
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(control, value);
  const isChosen = control instanceof HTMLSelectElement;
  control.dispatchEvent(new Event(isChosen ? "change" : "input", { bubbles: true }));
}

function draftName(form: HTMLFormElement): string {
  const titleId = form.closest("dialog")?.getAttribute("aria-labelledby");
  const name = form.getAttribute("aria-label") ?? (titleId && document.getElementById(titleId)?.textContent) ?? "";
  return `${draftPrefix}${location.pathname}${location.search} ${name}`;
}

function keep(work: Work): void {
  const name = draftName(work.form);
  if (isUnsaved(work)) {
    work.drafts.add(name);
    try {
      sessionStorage.setItem(name, JSON.stringify(typedIn(work.form)));
    } catch {
      // A browser that is full or stores nothing keeps no draft; leaving still asks.
      sessionStorage.removeItem(name);
    }
  } else {
    sessionStorage.removeItem(name);
  }
  watchTab();
}

function forget(work: Work): void {
  for (const name of work.drafts) sessionStorage.removeItem(name);
  work.drafts.clear();
  watchTab();
}

function saved(work: Work): void {
  work.saved = typedIn(work.form);
  forget(work);
}

function askBeforeUnload(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Only while something is unsaved: a page with this listener is not kept for the Back button by every browser. */
function watchTab(): void {
  const change = hasTypedWork() ? "addEventListener" : "removeEventListener";
  window[change]("beforeunload", askBeforeUnload as EventListener);
}

/** Whether something within is typed and not saved. */
export function hasTypedWork(within: Node = document): boolean {
  return [...works].some((work) => within.contains(work.form) && isUnsaved(work));
}

/** Leaves the fields within as they are and keeps no draft of them. */
export function discardTypedWork(within: Node): void {
  for (const work of works) if (within.contains(work.form)) saved(work);
}

/** Drafts belong to the person who signs out, not to the next one. */
export function forgetDrafts(): void {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(draftPrefix)) sessionStorage.removeItem(name);
}

/** Sends a form; a change that begins meanwhile is that form's, see `changeOfSentForm`. */
export function sendForm(form: HTMLFormElement, send: () => void): void {
  sent = [...works].find((work) => work.form === form);
  try {
    send();
  } finally {
    sent = undefined;
  }
}

/** To be called when a change begins; gives what to call when it succeeded. */
export function changeOfSentForm(): () => void {
  const work = sent;
  return () => work && saved(work);
}

/** Watches over a form while it is on the page. Tells whether a draft was put back into it, and discards that. */
export function useTypedWork(ref: RefObject<HTMLFormElement | null>) {
  const [restored, setRestored] = useState<Work>();

  useEffect(() => {
    const form = ref.current;
    if (!form) return;
    const work: Work = { form, drafts: new Set(), saved: {} };
    works.add(work);

    const name = draftName(form);
    const draft: Draft = JSON.parse(sessionStorage.getItem(name) ?? "{}");
    for (const [key, control] of controlsOf(form)) {
      const value = draft[key];
      // What was typed before React listened is newer.
      if (value !== undefined && currentOf(control) === defaultOf(control)) fill(control, value);
    }
    keep(work);
    if (work.drafts.size > 0 && Object.keys(draft).length > 0) setRestored(work);

    const listener = () => keep(work);
    form.addEventListener("input", listener);
    form.addEventListener("change", listener);
    return () => {
      form.removeEventListener("input", listener);
      form.removeEventListener("change", listener);
      works.delete(work);
      watchTab();
    };
  }, []);

  function discard() {
    if (!restored) return;
    for (const [, control] of controlsOf(restored.form)) {
      if (currentOf(control) !== defaultOf(control)) fill(control, defaultOf(control));
    }
    forget(restored);
    setRestored(undefined);
  }

  return { isRestored: restored !== undefined && restored.drafts.size > 0, discard };
}
