import { useMemo, useState } from 'react';

import type { Settings } from '../../core/settings/settings';
import { worstVerdict } from '../../core/check/verdict';
import { ownServers } from '../../sources/doctor/answers';
import type { AskedSource, DoctorClient } from '../../sources/doctor/doctorClient';
import { useConnection } from '../../ui/connection';
import { t } from '../../ui/t';
import { verdictCounts } from '../../ui/verdictCounts';
import type { MarkState } from '../../ui/verdictLook';
import { draftRefs, sourcesDraft, type SourcesDraft } from './sourcesDraft';
import { useAnswers, type Answers } from './useAnswers';

/** The data sources that count, while they are edited, and what each answers. */
export interface Sources {
  /** What it was when it was opened: what others save meanwhile is a conflict. */
  base: Settings;
  draft: SourcesDraft;
  setDraft: (draft: SourcesDraft) => void;
  shown: readonly AskedSource[];
  answers: Answers;
}

export function useSources(client: DoctorClient): Sources {
  const { settings, dataSources } = useConnection().connection;
  const [base] = useState(settings);
  const [draft, setDraft] = useState(() => sourcesDraft(base));
  const shown = useMemo(
    (): readonly AskedSource[] => [
      ...draftRefs('metrics', draft, dataSources).map((ref) => ({ role: 'metrics' as const, ref })),
      ...draftRefs('logs', draft, dataSources).map((ref) => ({ role: 'logs' as const, ref })),
      ...ownServers(dataSources).map((ref) => ({ role: 'server' as const, ref })),
    ],
    [draft, dataSources]
  );
  const answers = useAnswers(client, shown, dataSources);
  return { base, draft, setDraft, shown, answers };
}

/** What the data sources answer, in one line. */
export function sourcesLine({ shown, answers }: Sources): { state: MarkState; note: string } {
  if (shown.length === 0) {
    return { state: 'fail', note: t('setup.no-sources', 'none') };
  }
  const all = shown.map(answers.of);
  if (all.some(({ state }) => state === 'loading')) {
    return { state: 'pending', note: t('setup.looking', 'looking') };
  }
  const verdicts = all.map((one) => (one.state === 'ready' ? one.value.verdict : 'unknown'));
  return { state: worstVerdict(verdicts), note: verdictCounts(verdicts) };
}
