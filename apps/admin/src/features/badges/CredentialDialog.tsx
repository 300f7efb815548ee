import { Alert, Anchor, Button, CopyButton, Group, Modal, Radio, Stack, Switch, Text } from '@mantine/core';
import { IconDownload, IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import {
  type CredentialFieldsFragment,
  IssueCredentialDocument,
  type OwnAwardFieldsFragment,
  PublishCredentialDocument,
} from './own-badges.generated.ts';

export interface CredentialDialogProps {
  readonly award: OwnAwardFieldsFragment;
  readonly ownName: string;
  readonly onClose: () => void;
}

/** Makes a certificate of an own badge, with the name in it or without one, and a public page if wanted. */
export function CredentialDialog({ award, ownName, onClose }: CredentialDialogProps) {
  const { t } = useTranslation();
  const { credential } = award;
  const { act, busy } = useAct();
  const [withName, setWithName] = useState((credential?.holderName ?? null) !== null);
  const isAsMade = credential !== null && (credential.holderName !== null) === withName;
  const issue = () => void act(IssueCredentialDocument, { award: award.id, withName });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('badges.credential.title', { name: award.name })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Stack>
        <Text size="sm">{t('badges.credential.lead')}</Text>
        <Radio.Group
          label={t('badges.credential.name')}
          value={withName ? 'with' : 'without'}
          onChange={(value) => setWithName(value === 'with')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="without" label={t('badges.credential.withoutName')} />
            <Radio value="with" label={`${t('badges.credential.withName')} (${credential?.holderName ?? ownName})`} />
          </Stack>
        </Radio.Group>
        {!isAsMade && (
          <Group>
            <Button loading={busy} onClick={issue}>
              {t(credential ? 'badges.credential.change' : 'badges.credential.issue')}
            </Button>
          </Group>
        )}
        {credential && <Made award={award} credential={credential} />}
      </Stack>
    </Modal>
  );
}

interface MadeProps {
  readonly award: OwnAwardFieldsFragment;
  readonly credential: CredentialFieldsFragment;
}

function Made({ award, credential }: MadeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { act, busy } = useAct();
  const { holderName, issuedAt, token, pageUrl } = credential;
  const publish = (isPublished: boolean) => void act(PublishCredentialDocument, { award: award.id, isPublished });
  return (
    <>
      <Alert color="petrol" role="status">
        {t('badges.credential.issued', { date: format.date(issuedAt) })}{' '}
        {holderName === null ? t('badges.credential.carriesNone') : t('badges.credential.carries', { name: holderName })}
      </Alert>
      <Group gap="sm">
        <Button
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(token)}`}
          download={`${award.name}.jwt`}
          variant="default"
          leftSection={<IconDownload size={18} />}
        >
          {t('badges.credential.download')}
        </Button>
        <Copy value={token} label={t('badges.credential.copy')} />
      </Group>
      <Switch
        label={t('badges.credential.page')}
        description={t('badges.credential.pageHint')}
        checked={pageUrl !== null}
        disabled={busy}
        onChange={(event) => publish(event.currentTarget.checked)}
      />
      {pageUrl !== null && (
        <Group gap="sm">
          <Anchor href={pageUrl} target="_blank" rel="noreferrer" size="sm">
            {t('badges.credential.open')} <IconExternalLink size={14} aria-hidden="true" />
          </Anchor>
          <Copy value={pageUrl} label={t('badges.credential.copyAddress')} />
        </Group>
      )}
    </>
  );
}

function Copy({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button variant="default" onClick={copy}>
          {copied ? t('badges.credential.copied') : label}
        </Button>
      )}
    </CopyButton>
  );
}
