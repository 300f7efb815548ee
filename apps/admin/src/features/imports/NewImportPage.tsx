import { Alert, Button, Group, Text } from '@mantine/core';
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '../../app/auth/SessionContext.tsx';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { ConstantFields } from './ConstantFields.tsx';
import { FileChooser } from './FileChooser.tsx';
import { checkMapping, guessMapping, type Mapping } from './fields.ts';
import './imports.css';
import { MappingTable } from './MappingTable.tsx';
import { type FilePreview, previewFile } from './preview.ts';
import { UploadProgress } from './UploadProgress.tsx';
import { uploads } from './uploads.ts';
import { useUpload } from './use-upload.ts';

interface Chosen {
  readonly file: File;
  readonly preview: FilePreview | undefined;
}

export function NewImportPage() {
  return (
    <Guard area="imports">
      <NewImport />
    </Guard>
  );
}

function NewImport() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const upload = useUpload(programme.key);
  const [chosen, setChosen] = useState<Chosen>();
  const [mapping, setMapping] = useState<Mapping>(guessMapping([]));

  const choose = async (file: File) => {
    const preview = await previewFile(file);
    setChosen({ file, preview });
    setMapping(guessMapping(preview?.columns ?? []));
  };

  return (
    <Page
      title={t('imports.newTitle')}
      lead={t('imports.newLead')}
      back={{ to: `/programmes/${programme.key}/imports`, label: t('imports.back') }}
    >
      {upload && <UploadProgress upload={upload} />}
      {chosen ? (
        <ChosenFile file={chosen.file} onOther={() => setChosen(undefined)} />
      ) : (
        <FileChooser onChoose={(file) => void choose(file)} />
      )}
      {chosen && !chosen.preview && (
        <Alert role="alert" color="red" title={t('imports.unreadable')}>
          {t('imports.unreadableLead')}
        </Alert>
      )}
      {chosen?.preview && (
        <>
          <MappingTable preview={chosen.preview} mapping={mapping} onChange={setMapping} />
          <ConstantFields mapping={mapping} onChange={setMapping} />
          <StartBar file={chosen.file} preview={chosen.preview} mapping={mapping} busy={upload?.status === 'sending'} />
        </>
      )}
    </Page>
  );
}

function ChosenFile({ file, onOther }: { file: File; onOther: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Group className="fanfare-card" mb="md" gap="sm">
      <IconFileSpreadsheet aria-hidden="true" />
      <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
        {file.name}
      </Text>
      <Text size="sm" c="dimmed">
        {format.bytes(file.size)}
      </Text>
      <Button variant="default" size="xs" ml="auto" onClick={onOther}>
        {t('imports.another')}
      </Button>
    </Group>
  );
}

interface StartBarProps {
  readonly file: File;
  readonly preview: FilePreview;
  readonly mapping: Mapping;
  /** Whether another file is still being sent. */
  readonly busy: boolean;
}

function StartBar({ file, preview, mapping, busy }: StartBarProps) {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const { programme } = useMembership();
  const { missing, twice } = checkMapping(mapping);
  const incomplete = missing.length + twice.length > 0;
  const names = (fields: typeof missing) => fields.map((field) => t(`imports.fields.${field}`)).join(', ');
  const start = () => {
    const importId = crypto.randomUUID();
    uploads.start({ importId, programmeKey: programme.key, file, preview, mapping }, session);
    void navigate(`/programmes/${programme.key}/imports/${importId}`);
  };
  return (
    <Group justify="space-between" mt="md">
      <Text size="sm" c={incomplete ? 'var(--mantine-color-error)' : 'dimmed'} role="status">
        {missing.length > 0 && t('imports.missing', { fields: names(missing) })}{' '}
        {twice.length > 0 && t('imports.twice', { fields: names(twice) })}
      </Text>
      <Button leftSection={<IconUpload size={18} />} onClick={start} disabled={incomplete || busy}>
        {t('imports.start')}
      </Button>
    </Group>
  );
}
