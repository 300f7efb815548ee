import { useApolloClient } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useAct } from '../../ui/use-act.ts';
import {
  ChallengeToEditDocument,
  type ChallengeToEditQuery,
  DraftChallengeDocument,
  UpdateChallengeDocument,
} from './challenge-editor.generated.ts';
import { challengeErrors } from './challenge-errors.ts';
import { type ChallengeValues, documentOf, recurrenceOf } from './challenge-values.ts';
import { ChallengeDocument, ChallengesDocument } from './challenges.generated.ts';

export interface Draft {
  readonly id: string;
  readonly revision: number;
}

type Version = NonNullable<ChallengeToEditQuery['challenge']>;

export interface SavingOptions {
  /** The draft that is changed; a new one is made without it. */
  readonly draft: Draft | undefined;
  /** The revision that the person has read. */
  readonly revision: number;
  readonly onErrors: (errors: Record<string, string>) => void;
  readonly onSaved: () => void;
}

/** Saves the draft of the revision that was read; where somebody else was faster, the person decides whose words stay. */
export function useSaving({ draft, revision: begun, onErrors, onSaved }: SavingOptions) {
  const { t, i18n } = useTranslation();
  const { programme, ambassador } = useMembership();
  const client = useApolloClient();
  const navigate = useNavigate();
  const { act, busy } = useAct(draft ? undefined : ChallengesDocument);
  const [revision, setRevision] = useState(begun);
  const [conflict, setConflict] = useState<Version>();
  const latest = async (id: string) => {
    const query = { query: ChallengeToEditDocument, variables: { id }, fetchPolicy: 'network-only' } as const;
    return (await client.query(query)).data?.challenge ?? undefined;
  };
  /** Its page shows what was saved, and not what it showed before. */
  const read = async (id: string) => {
    const variables = { id, language: apiLanguage(i18n.language), takesPart: ambassador !== null };
    await client.query({ query: ChallengeDocument, variables, fetchPolicy: 'network-only' }).catch(() => undefined);
  };
  const save = async (values: ChallengeValues, of = revision) => {
    const { opensOn, closesOn, picture } = values;
    const { shape, motif, hue, rings } = picture;
    const plan = { opensOn, closesOn, picture: { shape, motif, hue, rings }, recurrence: recurrenceOf(values) };
    const document = documentOf(values);
    const payload = draft
      ? await act(UpdateChallengeDocument, { id: draft.id, revision: of, document, ...plan }, { quiet: true })
      : await act(DraftChallengeDocument, { programme: programme.id, document, ...plan }, { quiet: true });
    if (payload === undefined) return;
    if (draft && payload.errors.some(({ code }) => code === 'CONFLICT')) setConflict(await latest(draft.id));
    else if (payload.challenge === null)
      onErrors(challengeErrors(payload.errors, { milestones: t('challenges.editor.milestoneWrong') }));
    else {
      onSaved();
      await read(payload.challenge.id);
      notifications.show({ message: t('challenges.editor.saved'), color: 'petrol' });
      void navigate(`/programmes/${programme.key}/challenges/${payload.challenge.id}`);
    }
  };
  const readAnew = (other: number) => {
    setRevision(other);
    setConflict(undefined);
  };
  return { save, busy, conflict, revision, readAnew };
}
