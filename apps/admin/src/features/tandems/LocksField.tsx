import { ActionIcon, Button, Text, Title } from '@mantine/core';
import { IconLock, IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonSelect } from './PersonSelect.tsx';
import type { Lock, Person } from './run-values.ts';

export interface LocksFieldProps {
  readonly value: readonly Lock[];
  readonly onChange: (locks: readonly Lock[]) => void;
  readonly error: ReactNode;
}

/** Pairs that are fixed before anything is computed. Of each who is accompanied there is one. */
export function LocksField({ value, onChange, error }: LocksFieldProps) {
  const { t } = useTranslation();
  const [frequent, setFrequent] = useState<Person | null>(null);
  const [hesitant, setHesitant] = useState<Person | null>(null);
  const add = () => {
    if (frequent === null || hesitant === null) return;
    onChange([...value.filter((lock) => lock.hesitant.id !== hesitant.id), { frequent, hesitant }]);
    setFrequent(null);
    setHesitant(null);
  };
  return (
    <section className="fanfare-card">
      <Title order={2}>{t('tandems.locks')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('tandems.locksLead')}
      </Text>
      <div className="tandem-lock-row">
        <PersonSelect label={t('tandems.side.FREQUENT')} value={frequent} onChange={setFrequent} />
        <PersonSelect label={t('tandems.side.HESITANT')} value={hesitant} onChange={setHesitant} />
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          disabled={frequent === null || hesitant === null || frequent.id === hesitant.id}
          onClick={add}
        >
          {t('tandems.addLock')}
        </Button>
      </div>
      {value.length > 0 && (
        <ul className="tandem-locks">
          {value.map((lock) => (
            <li key={lock.hesitant.id}>
              <IconLock size={16} aria-hidden="true" />
              <span>
                {lock.frequent.displayName} · {lock.hesitant.displayName}
              </span>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('tandems.removeLock', { first: lock.frequent.displayName, second: lock.hesitant.displayName })}
                onClick={() => onChange(value.filter(({ hesitant: { id } }) => id !== lock.hesitant.id))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" mt="sm" role="alert">
          {error}
        </Text>
      )}
    </section>
  );
}
