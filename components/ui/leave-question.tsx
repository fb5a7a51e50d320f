"use client";

import { Question } from "./question";
import { show, useShown } from "./use-navigate";

/** Asks before a link leaves typed work behind. */
export function LeaveQuestion() {
  const { leave } = useShown();
  if (!leave) return null;
  const close = () => show({ leave: undefined });
  return (
    <Question
      title="Leave without saving?"
      stay="Stay on this page"
      go="Leave"
      onStay={close}
      onGo={() => {
        close();
        leave();
      }}
    >
      Your changes on this page aren’t saved. They’ll still be here when you come back in this tab.
    </Question>
  );
}
