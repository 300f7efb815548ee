import { Alert, Button, Group, Stack, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { ArtworkField } from '../../ui/ArtworkField.tsx';
import { DraftConflict } from '../../ui/DraftConflict.tsx';
import { fieldErrors } from '../../ui/field-errors.ts';
import { useAct } from '../../ui/use-act.ts';
import { WordsFields } from '../../ui/WordsFields.tsx';
import { DraftBadgeDocument, UpdateBadgeDocument } from './badge-editor.generated.ts';
import { type BadgeValues, documentOf, valuesOf } from './badge-values.ts';
import { CriterionFields } from './CriterionFields.tsx';
import { Reading } from './Reading.tsx';
import { useLatest } from './use-latest.ts';

export interface BadgeEditorProps {
  /** The draft that is changed; a new one is made without it. */
  readonly draft?: { readonly id: string; readonly revision: number };
  /** What the form begins with. */
  readonly document: unknown;
}

export function BadgeEditor({ draft, document }: BadgeEditorProps) {
  const { t } = useTranslation();
  const form = useForm<BadgeValues>({ initialValues: valuesOf(document) });
  const { save, busy, conflict, settle } = useSaving(draft, (errors) => form.setErrors(errors));
  const submit = form.onSubmit((values) => void save(values));
  return (
    <form onSubmit={submit} noValidate>
      <div className="badge-editor">
        <Stack>
          <section className="fanfare-card">
            <Title order={2} mb="sm">
              {t('badges.editor.words')}
            </Title>
            <Stack>
              <WordsFields form={form} path="name" label={t('badges.editor.name')} maxLength={60} />
              <WordsFields form={form} path="description" label={t('badges.editor.description')} maxLength={500} rows={2} />
            </Stack>
          </section>
          <CriterionFields form={form} />
          <section className="fanfare-card">
            <Title order={2} mb="md">
              {t('badges.editor.artwork')}
            </Title>
            <ArtworkField value={form.values.artwork} onChange={(artwork) => form.setFieldValue('artwork', artwork)} />
          </section>
        </Stack>
        <div className="badge-editor-aside">
          <Stack>
            <Reading values={form.values} onErrors={(errors) => form.setErrors(seen(errors, form.isTouched))} />
            {conflict !== undefined && (
              <DraftConflict
                onLoad={() => {
                  form.setValues(valuesOf(conflict.document));
                  settle();
                }}
                onOverwrite={() => void save(form.values, conflict.revision)}
              />
            )}
            {Object.keys(form.errors).length > 0 && (
              <Alert role="alert" color="red">
                {form.errors['form'] ?? t('badges.editor.incomplete')}
              </Alert>
            )}
            <Group justify="flex-end">
              <Button type="submit" loading={busy}>
                {t('badges.editor.save')}
              </Button>
            </Group>
          </Stack>
        </div>
      </div>
    </form>
  );
}

/** Nobody is told what is missing in a field that they have not come to yet. */
function seen(errors: Record<string, string>, isTouched: (path: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => isTouched(field)));
}

interface Version {
  readonly revision: number;
  readonly document: unknown;
}

/** Saves the draft of the revision that was read; where somebody else was faster, the person decides whose words stay. */
function useSaving(draft: BadgeEditorProps['draft'], onErrors: (errors: Record<string, string>) => void) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const navigate = useNavigate();
  const { act, busy } = useAct();
  const latest = useLatest(draft?.id);
  const [revision, setRevision] = useState(draft?.revision ?? 0);
  const [conflict, setConflict] = useState<Version>();
  const send = async (document: object, of: number) =>
    draft === undefined
      ? act(DraftBadgeDocument, { programme: programme.id, document }, { quiet: true })
      : act(UpdateBadgeDocument, { id: draft.id, revision: of, document }, { quiet: true });
  const save = async (values: BadgeValues, of = revision) => {
    const payload = await send(documentOf(values), of);
    if (payload === undefined) return;
    if (payload.errors.some(({ code }) => code === 'CONFLICT')) setConflict(await latest());
    else if (payload.badge === null) onErrors(fieldErrors(payload.errors));
    else {
      notifications.show({ message: t('badges.editor.saved'), color: 'petrol' });
      void navigate(`/programmes/${programme.key}/badges/${payload.badge.id}`);
    }
  };
  const settle = () => {
    setRevision(conflict?.revision ?? revision);
    setConflict(undefined);
  };
  return { save, busy, conflict, settle };
}
