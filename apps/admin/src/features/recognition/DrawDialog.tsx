import { Alert, Button, Group, Modal, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../ui/use-act.ts';
import type { RecognitionDetails, Seasons } from './RecognitionDetailPage.tsx';
import { DrawRecognitionDocument, RecognitionDocument } from './recognition.generated.ts';

export interface DrawDialogProps {
  readonly recognition: RecognitionDetails;
  readonly seasons: Seasons;
  readonly onClose: () => void;
}

/** Draws from the final standing of a season that has ended. Who is drawn hears of it, so it says before that this is final. */
export function DrawDialog({ recognition, seasons, onClose }: DrawDialogProps) {
  const { t } = useTranslation();
  const { act, busy } = useAct(RecognitionDocument);
  const today = new Date().toISOString().slice(0, 10);
  const ended = seasons.filter(({ endsOn }) => endsOn < today).reverse();
  const initialValues: { season: string; places: number | string; minimumPoints: number | string } = {
    season: ended[0]?.id ?? '',
    places: Math.max(1, recognition.placesLeft ?? 1),
    minimumPoints: 1,
  };
  const form = useForm({ initialValues });
  const submit = form.onSubmit(async ({ season, places, minimumPoints }) => {
    const numbers = { places: Number(places), minimumPoints: Number(minimumPoints) };
    const payload = await act(DrawRecognitionDocument, { recognition: recognition.id, season, ...numbers }, { quiet: true });
    if (payload === undefined) return;
    form.setErrors(Object.fromEntries(payload.errors.map(({ path, message }) => [path.at(-1) ?? 'form', message])));
    if (payload.draw === null) return;
    notifications.show({ message: t('recognition.draw.drawn'), color: 'petrol' });
    onClose();
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('recognition.draw.dialog', { name: recognition.name })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t('recognition.draw.lead')}</Text>
          {ended.length === 0 ? (
            <Alert color="brass">{t('recognition.draw.noSeason')}</Alert>
          ) : (
            <>
              <NativeSelect
                label={t('recognition.draw.season')}
                data={ended.map(({ id, name }) => ({ value: id, label: name }))}
                {...form.getInputProps('season')}
              />
              <div className="recognition-two">
                <NumberInput
                  label={t('recognition.draw.places')}
                  min={1}
                  max={1000}
                  allowDecimal={false}
                  clampBehavior="none"
                  {...form.getInputProps('places')}
                />
                <NumberInput
                  label={t('recognition.draw.minimum')}
                  min={1}
                  allowDecimal={false}
                  clampBehavior="none"
                  {...form.getInputProps('minimumPoints')}
                />
              </div>
              {(form.errors['form'] ?? form.errors['recognition']) && (
                <Alert role="alert" color="red">
                  {form.errors['form'] ?? form.errors['recognition']}
                </Alert>
              )}
              <Text size="sm" fw={600}>
                {t('recognition.draw.final')}
              </Text>
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={ended.length === 0}>
              {t('recognition.draw.now')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
