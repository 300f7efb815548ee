import { Text } from '@mantine/core';

export interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
}

export function Figure({ label, value, hint }: FigureProps) {
  return (
    <div className="fanfare-card overview-figure">
      <Text component="dt" size="sm" fw={550}>
        {label}
      </Text>
      <dd>
        <span className="overview-value">{value}</span>
        <Text component="span" display="block" size="xs" c="dimmed" mt={4}>
          {hint}
        </Text>
      </dd>
    </div>
  );
}
