import { Text, Title, UnstyledButton } from '@mantine/core';
import { IconPencilPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Artwork } from '../../ui/Artwork.tsx';
import type { BadgeTemplatesQuery } from './badge-editor.generated.ts';
import type { BadgeDocument } from './badge-values.ts';

type Template = NonNullable<BadgeTemplatesQuery['programme']>['badgeTemplates'][number];

/** What a new badge can begin with. */
export function TemplateGallery({ templates }: { templates: readonly Template[] }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'de' ? 'german' : 'english';
  return (
    <section>
      <Title order={2}>{t('badges.editor.choose')}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {t('badges.editor.chooseLead')}
      </Text>
      <ul className="badge-grid">
        {templates.map(({ key, document }) => {
          const { name, description, artwork } = document as BadgeDocument;
          return (
            <li key={key}>
              <UnstyledButton component={Link} to={`?template=${key}`} className="fanfare-card badge-template">
                <Artwork artwork={artwork} size={56} />
                <span>
                  <Text component="span" fw={600} display="block">
                    {name[language]}
                  </Text>
                  <Text component="span" size="sm" c="dimmed">
                    {description[language]}
                  </Text>
                </span>
              </UnstyledButton>
            </li>
          );
        })}
        <li>
          <UnstyledButton component={Link} to="?template=none" className="fanfare-card badge-template">
            <IconPencilPlus size={40} stroke={1.4} aria-hidden="true" />
            <span>
              <Text component="span" fw={600} display="block">
                {t('badges.editor.blank')}
              </Text>
              <Text component="span" size="sm" c="dimmed">
                {t('badges.editor.blankLead')}
              </Text>
            </span>
          </UnstyledButton>
        </li>
      </ul>
    </section>
  );
}
