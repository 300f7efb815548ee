import { useQuery } from '@apollo/client/react';
import { Skeleton, Text, Title, UnstyledButton } from '@mantine/core';
import { IconPencilPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Artwork } from '../../ui/Artwork.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { ChallengeTemplatesDocument } from './challenge-editor.generated.ts';
import type { ChallengeData } from './challenge-values.ts';

/** What a new challenge can begin with. */
export function TemplateGallery({ title, lead }: { title: string; lead: string }) {
  const { t, i18n } = useTranslation();
  const { programme } = useMembership();
  const base = `/programmes/${programme.key}/challenges/new`;
  const language = i18n.language === 'de' ? 'german' : 'english';
  const { data, error, refetch } = useQuery(ChallengeTemplatesDocument, { variables: { key: programme.key } });
  const templates = data?.programme?.challengeTemplates;
  if (!templates) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={320} radius="lg" aria-busy="true" />;
  }
  return (
    <section>
      <Title order={2}>{title}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {lead}
      </Text>
      <ul className="challenge-grid">
        {templates.map(({ key, document, picture }) => (
          <li key={key}>
            <UnstyledButton component={Link} to={`${base}?template=${key}`} className="fanfare-card challenge-template">
              <Artwork artwork={picture} size={56} />
              <span>
                <Text component="span" fw={600} display="block">
                  {(document as ChallengeData).name[language]}
                </Text>
                <Text component="span" size="sm" c="dimmed">
                  {t(`challenges.template.${key}`)}
                </Text>
              </span>
            </UnstyledButton>
          </li>
        ))}
        <li>
          <UnstyledButton component={Link} to={`${base}?template=none`} className="fanfare-card challenge-template">
            <IconPencilPlus size={40} stroke={1.4} aria-hidden="true" />
            <span>
              <Text component="span" fw={600} display="block">
                {t('challenges.editor.blank')}
              </Text>
              <Text component="span" size="sm" c="dimmed">
                {t('challenges.editor.blankLead')}
              </Text>
            </span>
          </UnstyledButton>
        </li>
      </ul>
    </section>
  );
}
