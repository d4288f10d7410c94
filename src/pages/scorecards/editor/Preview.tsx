import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useEffect, useRef, useState } from 'react';

import type { Reason } from '../../../core/check/verdict';
import { lintObjective } from '../../../core/slo/lint';
import type { LintFinding } from '../../../core/slo/lintFinding';
import type { Objective } from '../../../core/slo/objective';
import type { ScorecardRow } from '../../../core/slo/scorecard';
import { useConnection } from '../../../ui/connection';
import { isAbort, reasonOf } from '../../../ui/loadable';
import { reasonAdvice, reasonWords } from '../../../ui/reasonText';
import { Section } from '../../../ui/Section';
import { useServices } from '../../../ui/services';
import { plural, t } from '../../../ui/t';
import { countText } from '../../../ui/when';
import { worstRowsFirst } from '../../../core/slo/rowOrder';
import { LintFindings } from './LintFindings';
import { PreviewRows } from './PreviewRows';

interface Props {
  /** Null while it does not read well. */
  objective: Objective | null;
  others: readonly Objective[];
}

interface Seen {
  of: Objective;
  rows: readonly ScorecardRow[];
  findings: readonly LintFinding[];
  tookMs: number;
  requests: number;
}

type State =
  { state: 'none' } | { state: 'reading' } | { state: 'failed'; reason: Reason } | { state: 'seen'; seen: Seen };

const PREVIEW_DAYS = 30;

/** What the objective would have been over the last 30 days, what its data source says of it, and what asking costs. */
export function Preview({ objective, others }: Props) {
  const styles = useStyles2(getStyles);
  const { state, look, cancel } = usePreview(others);
  const isOld = state.state === 'seen' && state.seen.of !== objective;
  return (
    <Section
      title={t('preview.title', 'On the last 30 days')}
      help={t(
        'preview.help',
        'Reads what is counted, as the page would, and checks whether it is counted well. Nothing is saved.'
      )}
      actions={
        state.state === 'reading' ? (
          <Button size="sm" variant="secondary" icon="times" onClick={cancel}>
            {t('preview.cancel', 'Cancel')}
          </Button>
        ) : (
          <Button
            size="sm"
            variant="secondary"
            icon="history"
            disabled={objective === null}
            {...(objective === null && { tooltip: t('preview.not-yet', 'Fill in what is missing first.') })}
            onClick={() => objective && look(objective)}
          >
            {t('preview.look', 'Preview on history')}
          </Button>
        )
      }
    >
      <div aria-live="polite">
        {state.state === 'reading' && <p className={styles.quiet}>{t('preview.reading', 'Reading 30 days')}</p>}
        {state.state === 'failed' && (
          <p>
            {reasonWords(state.reason)} {reasonAdvice(state.reason)}
          </p>
        )}
        {state.state === 'seen' && (
          <>
            {isOld && <p>{t('preview.old', 'The definition was changed since: this is what it was before.')}</p>}
            <PreviewRows rows={state.seen.rows} />
            <p className={styles.quiet}>
              {plural(
                'preview.cost',
                state.seen.requests,
                {
                  one: 'Read in {{ms}} ms with {{count}} request.',
                  other: 'Read in {{ms}} ms with {{count}} requests.',
                },
                { ms: countText(Math.round(state.seen.tookMs)) }
              )}
            </p>
            <LintFindings findings={state.seen.findings} />
          </>
        )}
      </div>
    </Section>
  );
}

function usePreview(others: readonly Objective[]) {
  const { objectives: desk } = useConnection().connection;
  const { clock } = useServices();
  const [state, setState] = useState<State>({ state: 'none' });
  const life = useRef<AbortController | null>(null);
  useEffect(() => () => life.current?.abort(), []);
  const look = (objective: Objective) => {
    life.current?.abort();
    const own = new AbortController();
    life.current = own;
    setState({ state: 'reading' });
    const nowMs = clock();
    const source = desk.sourceOf(objective);
    const members = objective.sli.kind === 'composite' ? objective.sli.members.map((member) => member.objective) : [];
    const rolling = { ...objective, window: { kind: 'rolling' as const, days: PREVIEW_DAYS } };
    let requests = 0;
    const measured = desk.measure(
      {
        objectives: [rolling, ...others.filter(({ id }) => members.includes(id))],
        exclusions: [],
        periods: [{ kind: 'own' }],
        nowMs,
      },
      own.signal,
      (_done, of) => (requests = of)
    );
    const linted = source ? lintObjective(objective, { source, nowMs, signal: own.signal }) : Promise.resolve([]);
    Promise.all([measured.then((card) => ({ card, tookMs: clock() - nowMs })), linted]).then(
      ([{ card, tookMs }, findings]) => {
        const rows = worstRowsFirst(card.rows.filter((row) => row.objective === rolling));
        setState({ state: 'seen', seen: { of: objective, rows, findings, tookMs, requests } });
      },
      (error: unknown) => {
        if (!isAbort(error)) {
          setState({ state: 'failed', reason: reasonOf(error) });
        }
      }
    );
  };
  const cancel = () => {
    life.current?.abort();
    setState({ state: 'none' });
  };
  return { state, look, cancel };
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
