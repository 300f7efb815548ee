import { Button, Group, Text } from '@mantine/core';
import { randomId } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const undoMilliseconds = 8_000;

/** What people have done and may still take back; done at once where the page is left. */
const waiting = new Map<string, () => void>();
window.addEventListener('pagehide', () => {
  for (const perform of [...waiting.values()]) perform();
});

export interface Undoable {
  /** What is done, as it is told: "Request granted". */
  readonly message: string;
  readonly act: () => unknown;
}

/**
 * Lets somebody take back for some seconds what cannot be taken back afterwards, instead of asking whether they are sure: the act waits
 * as long as its notice is shown. Closing the notice does it at once. `isWaiting` tells that something of this component waits.
 */
export function useUndoable(): { readonly undoable: (what: Undoable) => void; readonly isWaiting: boolean } {
  const { t } = useTranslation();
  const [count, setCount] = useState(0);
  const undoable = ({ message, act }: Undoable) => {
    const id = randomId();
    const settle = (then: () => unknown) => () => {
      if (!waiting.delete(id)) return;
      setCount((present) => present - 1);
      then();
    };
    const perform = settle(act);
    const undo = () => {
      settle(() => undefined)();
      notifications.hide(id);
    };
    waiting.set(id, perform);
    setCount((present) => present + 1);
    notifications.show({
      id,
      color: 'petrol',
      autoClose: undoMilliseconds,
      closeButtonProps: { 'aria-label': t('app.close') },
      onClose: perform,
      message: (
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Text size="sm">{message}</Text>
          <Button size="compact-sm" variant="light" onClick={undo} flex="none">
            {t('app.undo')}
          </Button>
        </Group>
      ),
    });
  };
  return { undoable, isWaiting: count > 0 };
}
