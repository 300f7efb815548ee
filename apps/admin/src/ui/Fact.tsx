import type { ReactNode } from 'react';

/** Facts about one thing, each under its name. */
export function FactList({ children }: { children: ReactNode }) {
  return <dl className="fanfare-facts">{children}</dl>;
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
