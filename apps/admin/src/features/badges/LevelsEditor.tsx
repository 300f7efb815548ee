import { ActionIcon, Alert, Button, Group, NativeSelect, NumberInput, Popover, Stack, Text } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Artwork } from '../../ui/Artwork.tsx';
import { ArtworkField } from '../../ui/ArtworkField.tsx';
import { DraftConflict } from '../../ui/DraftConflict.tsx';
import { fieldErrors } from '../../ui/field-errors.ts';
import { useAct } from '../../ui/use-act.ts';
import { useUndoable } from '../../ui/use-undoable.tsx';
import { WordsFields } from '../../ui/WordsFields.tsx';
import { type LadderValues, ladderDocument, ladderValues, nextLevel } from './ladder-values.ts';
import { DiscardLadderDocument, LevelsDocument, PublishLadderDocument, UpdateLadderDocument } from './levels.generated.ts';

const mostLevels = 30;

export interface LevelsEditorProps {
  readonly draft: { readonly id: string; readonly revision: number; readonly document: unknown };
  readonly onReload: () => void;
}

export function LevelsEditor({ draft, onReload }: LevelsEditorProps) {
  const { t } = useTranslation();
  const form = useForm<LadderValues>({ initialValues: ladderValues(draft.document) });
  const { save, publish, discard, busy, isConflict, settle } = useLadderActs(draft, form);
  const { levels } = form.values;
  return (
    <form onSubmit={form.onSubmit(() => void save())} noValidate>
      <Stack>
        <NativeSelect
          maw={260}
          label={t('badges.levels.per')}
          data={(['EVER', 'SEASON'] as const).map((value) => ({ value, label: t(`badges.levels.pers.${value}`) }))}
          {...form.getInputProps('per')}
        />
        <ol className="badge-ladder">
          {levels.map((level, index) => (
            <LevelRow key={level.key} form={form} index={index} />
          ))}
        </ol>
        <Group justify="space-between">
          <Button
            variant="default"
            leftSection={<IconPlus size={18} />}
            disabled={levels.length >= mostLevels}
            onClick={() => form.insertListItem('levels', nextLevel(levels))}
          >
            {t('badges.levels.add')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('badges.levels.publishLead')}
          </Text>
        </Group>
        {isConflict && (
          <DraftConflict
            onLoad={() => {
              settle();
              onReload();
            }}
            onOverwrite={() => void save({ overwrite: true })}
          />
        )}
        {Object.keys(form.errors).length > 0 && (
          <Alert role="alert" color="red">
            {form.errors['form'] ?? t('badges.editor.incomplete')}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="subtle" color="red" onClick={discard}>
            {t('badges.discard')}
          </Button>
          <Button variant="default" type="submit" loading={busy}>
            {t('badges.editor.save')}
          </Button>
          <Button loading={busy} onClick={() => void publish()}>
            {t('badges.levels.publish')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function LevelRow({ form, index }: { form: UseFormReturnType<LadderValues>; index: number }) {
  const { t } = useTranslation();
  const level = form.values.levels[index];
  if (level === undefined) return null;
  const number = index + 1;
  return (
    <li className="fanfare-card badge-level">
      <Popover width={360} position="bottom-start" shadow="md" trapFocus withinPortal={false}>
        <Popover.Target>
          <ActionIcon variant="subtle" size={72} aria-label={t('badges.levels.picture', { number })}>
            <Artwork artwork={level.artwork} size={60} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('badges.levels.picture', { number })}>
          <ArtworkField value={level.artwork} onChange={(artwork) => form.setFieldValue(`levels.${index}.artwork`, artwork)} />
        </Popover.Dropdown>
      </Popover>
      <div className="badge-level-words">
        <WordsFields
          form={form}
          path={`levels.${index}.name`}
          label={`${t('badges.levels.level', { number })}: ${t('badges.levels.name')}`}
          maxLength={60}
        />
      </div>
      <NumberInput
        label={t('badges.levels.points')}
        min={0}
        required
        allowDecimal={false}
        clampBehavior="none"
        {...form.getInputProps(`levels.${index}.points`)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={form.values.levels.length === 1}
        aria-label={t('badges.levels.remove', { number })}
        onClick={() => form.removeListItem('levels', index)}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </li>
  );
}

/** Saving, putting into force and discarding; what cannot be taken back waits for some seconds in which it can. */
function useLadderActs(draft: LevelsEditorProps['draft'], form: UseFormReturnType<LadderValues>) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const navigate = useNavigate();
  const { act, busy } = useAct();
  const { act: actOnLevels } = useAct(LevelsDocument);
  const { undoable } = useUndoable();
  const [revision, setRevision] = useState(draft.revision);
  const [conflict, setConflict] = useState<number>();
  const leave = () => navigate(`/programmes/${programme.key}/badges?show=levels`);
  const store = async (of: number) => {
    const input = { id: draft.id, revision: of, document: ladderDocument(form.values) };
    const payload = await act(UpdateLadderDocument, input, { quiet: true });
    if (payload === undefined) return undefined;
    if (payload.errors.some(({ code }) => code === 'CONFLICT')) {
      setConflict(of + 1);
      return undefined;
    }
    form.setErrors(fieldErrors(payload.errors));
    if (payload.ladder) setRevision(payload.ladder.revision);
    setConflict(undefined);
    return payload.ladder?.revision;
  };
  const save = async ({ overwrite = false } = {}) => {
    const saved = await store(overwrite ? (conflict ?? revision) : revision);
    if (saved !== undefined) notifications.show({ message: t('badges.editor.saved'), color: 'petrol' });
  };
  const publish = async () => {
    const saved = await store(revision);
    if (saved === undefined) return;
    undoable({
      message: t('badges.levels.published'),
      act: () => actOnLevels(PublishLadderDocument, { id: draft.id, revision: saved }),
    });
    await leave();
  };
  const discard = () => {
    undoable({ message: t('badges.discarded'), act: () => actOnLevels(DiscardLadderDocument, { id: draft.id, revision }) });
    void leave();
  };
  return { save, publish, discard, busy, isConflict: conflict !== undefined, settle: () => setConflict(undefined) };
}
