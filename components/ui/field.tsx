"use client";

import { type InputHTMLAttributes, useEffect, useRef } from "react";
import { FieldFrame, type FieldProps } from "./field-frame";
import { useEarlyValue, useNewDefault } from "./field-values";

type ValueProps = {
  defaultValue?: string | number;
  /** What is saved, where the field begins with something else. */
  savedValue?: string | number;
  onValueChange?: (value: string) => void;
};

type TextProps = FieldProps &
  ValueProps &
  Pick<InputHTMLAttributes<HTMLInputElement>, "required" | "inputMode" | "placeholder" | "onBlur"> & {
    type?: "text" | "email" | "url";
    multiline?: boolean;
    rows?: number;
    autoComplete?: string;
  };

/** A line of text, or several. It keeps its own value; read it from the form, or follow it with `onValueChange`. */
export function Field(props: TextProps) {
  const { defaultValue, onValueChange, type = "text", inputMode, onBlur, placeholder, required } = props;
  const { multiline = false, rows = 3, autoComplete = "off", savedValue, ...frame } = props;
  const ref = useEarlyValue<HTMLInputElement & HTMLTextAreaElement>(onValueChange);
  const text = { ref, defaultValue, placeholder, autoComplete, className: "control" };
  const common = { ...text, "aria-required": required, "data-default": savedValue };

  return (
    <FieldFrame {...frame}>
      {(attributes) =>
        multiline ? (
          <textarea
            {...attributes}
            {...common}
            rows={rows}
            onChange={(event) => onValueChange?.(event.currentTarget.value)}
          />
        ) : (
          <input
            {...attributes}
            {...common}
            type={type}
            inputMode={inputMode}
            onBlur={onBlur}
            onChange={(event) => onValueChange?.(event.currentTarget.value)}
          />
        )
      }
    </FieldFrame>
  );
}

export type Option = { value: string; label: string };

export function SelectField({
  options,
  defaultValue,
  savedValue = defaultValue,
  onValueChange,
  ...frame
}: FieldProps & ValueProps & { options: Option[] }) {
  const ref = useEarlyValue<HTMLSelectElement>(onValueChange);
  useNewDefault(ref, defaultValue, onValueChange);
  return (
    <FieldFrame {...frame}>
      {(attributes) => (
        <select
          {...attributes}
          ref={ref}
          defaultValue={defaultValue}
          data-default={savedValue}
          onChange={(event) => onValueChange?.(event.currentTarget.value)}
          className="control"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

type CheckboxProps = FieldProps & {
  value?: string;
  defaultChecked?: boolean;
  /** What is saved, where the field begins with something else. */
  savedChecked?: boolean;
  onCheckedChange?: (isChecked: boolean) => void;
};

/** Sent as `value` ("true" unless told otherwise) when ticked, and not at all when not. */
export function CheckboxField(props: CheckboxProps) {
  const { value = "true", defaultChecked, savedChecked, onCheckedChange, ...frame } = props;
  return (
    <FieldFrame {...frame} isInline>
      {(attributes) => (
        <input
          {...attributes}
          type="checkbox"
          value={value}
          defaultChecked={defaultChecked}
          data-default={savedChecked}
          onChange={(event) => onCheckedChange?.(event.currentTarget.checked)}
          className="size-4 accent-accent"
        />
      )}
    </FieldFrame>
  );
}

type FileProps = FieldProps & {
  multiple?: boolean;
  isFolder?: boolean;
  accept?: string;
  onFilesChange?: (files: File[]) => void;
};

/** An attribute that the types of React do not know. */
const folderAttribute = { webkitdirectory: "" };

export function FileField({ multiple, isFolder = false, accept, onFilesChange, ...frame }: FileProps) {
  const ref = useRef<HTMLInputElement>(null);
  // Files chosen before React listened.
  useEffect(() => {
    if (ref.current?.files?.length) onFilesChange?.([...ref.current.files]);
  }, []);

  return (
    <FieldFrame {...frame}>
      {(attributes) => (
        <input
          {...attributes}
          {...(isFolder && folderAttribute)}
          type="file"
          multiple={multiple}
          accept={accept}
          ref={ref}
          onChange={(event) => onFilesChange?.([...(event.currentTarget.files ?? [])])}
          className="control file:mr-2 file:rounded-small file:bg-raised file:px-2 file:font-medium"
        />
      )}
    </FieldFrame>
  );
}
