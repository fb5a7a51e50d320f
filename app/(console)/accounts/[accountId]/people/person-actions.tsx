import { DialogButton } from "@/components/ui/dialog-button";
import { type Verb, verbNames } from "@/domain/activation-verbs";

export type PersonAction = { verb: Verb; name: string; href: string; disabledReason?: string };

export function PersonActions({ actions }: { actions: PersonAction[] }) {
  return (
    <div className="flex justify-end gap-1">
      {actions.map(({ verb, ...action }) => (
        <DialogButton key={verb} label={verbNames[verb]} {...action} />
      ))}
    </div>
  );
}
