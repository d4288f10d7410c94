import { locationUtil } from '@grafana/data';
import { Alert, LinkButton } from '@grafana/ui';
import { useMemo, useState } from 'react';

import type { SaidDefinition } from '../../../core/slo/fold';
import type { Objective } from '../../../core/slo/objective';
import { writtenObjective, type WrittenObjective } from '../../../core/slo/objectiveSchema';
import { useConnection } from '../../../ui/connection';
import { LoadableView } from '../../../ui/LoadableView';
import { usePoll } from '../../../ui/polling/usePoll';
import { useServices } from '../../../ui/services';
import { originWords, recorderName } from '../../../ui/slo/methodWords';
import { usePromised } from '../../../ui/slo/useScorecard';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { Frame } from '../Frame';
import { PromiseNotices } from '../Notices';
import { copyObjectiveHref, objectiveHref } from '../paths';
import { useDefinitions } from '../useDefinitions';
import { Editor, type Start } from './Editor';
import { formOf } from './formState';
import { activeOf } from './saveDefinitions';
import { templateOf } from './templates';

/** The editor of one objective, or of a new one (`id` null). For admins; what is provisioned can be copied. */
export function EditorPage({ id }: { id: string | null }) {
  const { user } = useServices();
  const [params] = useAddress();
  const poll = usePromised();
  const { value: promised, failed } = usePoll(poll);
  const definitions = useDefinitions();
  const from = params.get('from');
  const objective = promised?.objectives.find((one) => one.id === (id ?? from)) ?? null;
  const name =
    id === null
      ? t('editor.new', 'New objective')
      : t('editor.edit', 'Edit {{title}}', { title: objective?.title ?? id });
  if (!user.isAdmin) {
    return (
      <Frame name={name}>
        <p>{t('editor.not-admin', 'An organisation admin can define objectives.')}</p>
      </Frame>
    );
  }
  if (promised === null) {
    return (
      <Frame name={name}>
        <LoadableView
          of={failed ? { state: 'failed', reason: failed } : { state: 'loading' }}
          subject={t('editor.subject', 'What was promised')}
          loading={null}
          onRetry={poll.refresh}
        >
          {() => null}
        </LoadableView>
      </Frame>
    );
  }
  if (id !== null && (objective === null || objective.origin !== 'journal')) {
    return (
      <Frame name={name}>
        <PromiseNotices promised={{ ...promised, problems: [], unsearched: [] }} settings={[]} told={[]} />
        <NotHere id={id} objective={objective} isKnown={promised.journalFailed === null} />
      </Frame>
    );
  }
  return (
    <Frame
      name={name}
      subTitle={t('editor.subtitle', 'What is counted, how much of it may be bad, and over which time.')}
    >
      <LoadableView
        of={definitions.loaded}
        subject={t('editor.journal', 'The journal')}
        loading={null}
        onRetry={definitions.reload}
      >
        {(said) => <Loaded id={id} objective={objective} others={promised.objectives} said={said} />}
      </LoadableView>
    </Frame>
  );
}

interface LoadedProps {
  id: string | null;
  objective: Objective | null;
  others: readonly Objective[];
  said: ReadonlyMap<string, SaidDefinition>;
}

function Loaded({ id, objective, others, said }: LoadedProps) {
  const { connection } = useConnection();
  const { user } = useServices();
  // What it was when it was opened: what others save meanwhile is a conflict.
  const [start] = useState((): Start => {
    const current = id === null ? undefined : activeOf(id, connection, said)[0];
    const written = current ? current.definition : objective && copyOf(objective, others);
    const blank = { owner: user.login, ...templateOf('availability') };
    return {
      base: current?.sha ?? null,
      form: formOf(written === null ? blank : writtenAs(written)),
      isBlank: written === null,
    };
  });
  const known = useMemo(() => others.filter((other) => other.id !== id), [others, id]);
  return <Editor id={id} start={start} others={known} />;
}

/** It came out of the journal as JSON, or out of an objective. */
function writtenAs(definition: unknown): Partial<WrittenObjective> {
  return typeof definition === 'object' && definition !== null ? definition : {};
}

/** What another says, under an id that is free. */
function copyOf(objective: Objective, others: readonly Objective[]): WrittenObjective {
  const own = objective.id.replace(/^(sloth|pyrra|grafana-slo)-/, '');
  const ids = new Set(others.map(({ id }) => id));
  const free = [own, `${own}-copy`, ...Array.from({ length: 99 }, (_, index) => `${own}-copy-${index + 2}`)];
  return { ...writtenObjective(objective), id: (free.find((one) => !ids.has(one)) ?? own).slice(0, 80) };
}

interface NotHereProps {
  id: string;
  objective: Objective | null;
  /** All that are defined are known. */
  isKnown: boolean;
}

function NotHere({ id, objective, isKnown }: NotHereProps) {
  return objective === null ? (
    isKnown && <p>{t('editor.none', 'There is no objective "{{id}}".', { id })}</p>
  ) : (
    <>
      <Alert severity="info" title={t('editor.read-only', 'It cannot be changed here')}>
        {recorderName(objective) === null
          ? t(
              'editor.provisioned',
              'It comes from provisioning, {{where}}: change it there, or copy it under another id.',
              {
                where: originWords(objective),
              }
            )
          : t('editor.adopted', 'It is {{where}}: change it there, or copy it to Ops Rounds.', {
              where: originWords(objective),
            })}
      </Alert>
      <LinkButton href={locationUtil.assureBaseUrl(copyObjectiveHref(id))} icon="copy">
        {t('editor.copy', 'Copy it')}
      </LinkButton>{' '}
      <LinkButton href={locationUtil.assureBaseUrl(objectiveHref(id, {}))} variant="secondary" fill="text">
        {t('editor.back', 'Back to the objective')}
      </LinkButton>
    </>
  );
}
