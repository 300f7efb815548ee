import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, CopyButton, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCheck, IconCopy, IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wallAddress } from '../../app/addresses.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useUserErrors } from '../../ui/use-user-errors.ts';
import { groupsOf, kindsToHangUp, nameOfKind, needsGroup } from './board-choices.ts';
import { useBoardName } from './use-board-name.ts';
import { IssueWallLinkDocument, WallChoicesDocument, WallLinksDocument } from './wall-links.generated.ts';

export function IssueLinkDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [token, setToken] = useState<string>();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(token ? 'wallLinks.issued' : 'wallLinks.issue')}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={token === undefined}
      withCloseButton={token === undefined}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {token ? <Address token={token} onDone={onClose} /> : <IssueForm onIssued={setToken} onCancel={onClose} />}
    </Modal>
  );
}

function IssueForm({ onIssued, onCancel }: { onIssued: (token: string) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const wordsOf = useUserErrors();
  const nameOf = useBoardName();
  const { data } = useQuery(WallChoicesDocument, { variables: { key: programme.key } });
  const choices = data?.programme ?? undefined;
  const kinds = kindsToHangUp(choices);
  const [issue, { loading, error }] = useMutation(IssueWallLinkDocument, { refetchQueries: [WallLinksDocument] });
  const form = useForm({
    initialValues: { label: '', kind: '', group: '' },
    validate: { label: (value) => (value.trim() === '' ? t('userError.REQUIRED') : null) },
  });
  const kind = kinds.find((known) => nameOfKind(known) === form.values.kind) ?? kinds[0];
  const groups = kind === undefined || !needsGroup(kind) ? [] : groupsOf(kind, choices);
  const group = groups.find(({ id }) => id === form.values.group) ?? groups[0];
  const submit = form.onSubmit(async ({ label }) => {
    if (kind === undefined) return;
    const { scope, period, measure } = kind;
    const input = { programme: programme.id, label: label.trim(), scope, period, measure, scopeId: group?.id ?? null };
    const { data: answer } = await issue({ variables: { input } });
    const payload = answer?.issueWallBoardLink;
    if (payload?.token) onIssued(payload.token);
    else if (payload) form.setErrors(wordsOf(payload.errors));
  });
  if (choices !== undefined && kinds.length === 0) return <Text>{t('wallLinks.noBoards')}</Text>;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={t('wallLinks.label')}
          description={t('wallLinks.labelHint')}
          required
          data-autofocus
          maxLength={200}
          {...form.getInputProps('label')}
        />
        <NativeSelect
          label={t('wallLinks.board')}
          description={t('wallLinks.boardHint')}
          data={kinds.map((known) => ({ value: nameOfKind(known), label: nameOf(known) }))}
          {...form.getInputProps('kind')}
          value={kind === undefined ? '' : nameOfKind(kind)}
          error={form.errors['scope']}
        />
        {groups.length > 0 && (
          <NativeSelect
            label={t(`wallLinks.scope.${kind?.scope ?? 'DEPARTMENT'}`)}
            data={groups.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('group')}
            value={group?.id ?? ''}
          />
        )}
        <Text size="sm" c="dimmed">
          {t('wallLinks.privacy')}
        </Text>
        {error && <Problem error={error} />}
        {form.errors['form'] && <Alert color="red">{form.errors['form']}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={loading} disabled={kind === undefined}>
            {t('wallLinks.issue')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Address({ token, onDone }: { token: string; onDone: () => void }) {
  const { t } = useTranslation();
  const address = wallAddress(token);
  return (
    <Stack>
      <Text>{t('wallLinks.issuedLead')}</Text>
      <TextInput
        label={t('wallLinks.address')}
        value={address}
        readOnly
        data-autofocus
        ff="monospace"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="space-between">
        <Anchor href={address} target="_blank" rel="noreferrer">
          <Group gap={6} component="span">
            <IconExternalLink size={18} aria-hidden="true" />
            {t('wallLinks.open')}
          </Group>
        </Anchor>
        <Group>
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}>
                {t(copied ? 'app.copied' : 'app.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onDone}>{t('wallLinks.done')}</Button>
        </Group>
      </Group>
    </Stack>
  );
}
