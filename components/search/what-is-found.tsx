const known = [
  ["Accounts", "by name or id"],
  ["Organizations", "by login, id, Stripe customer or subscription"],
  ["People", "by name, login, former login, e-mail or id"],
];

/** What can be searched for, where nothing is yet. */
export function WhatIsFound() {
  return (
    <dl aria-label="What can be found" className="grid gap-x-4 gap-y-1 text-left sm:grid-cols-[auto_1fr]">
      {known.map(([kind, ways]) => (
        <div key={kind} className="contents">
          <dt className="font-medium max-sm:not-first:mt-1">{kind}</dt>
          <dd className="text-text-muted">{ways}</dd>
        </div>
      ))}
    </dl>
  );
}
