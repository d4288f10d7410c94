import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import type { RunResult, SourceStatus } from '../../core/check/result';
import { causeSource } from '../../ui/causeSource';
import { useConnection } from '../../ui/connection';
import { GrafanaLink } from '../../ui/GrafanaLink';
import { Mark } from '../../ui/Mark';
import { reasonAdvice, reasonWords } from '../../ui/reasonText';
import type { Look } from '../../ui/round/useLook';
import { SourceSaid } from '../../ui/SourceSaid';
import { plural, t } from '../../ui/t';

/** One line for each source that did not answer, with how many checks that makes unknown. */
export function SilentSources({ look }: { look: Pick<Look, 'result' | 'checking' | 'again'> }) {
  const { connection } = useConnection();
  const { result } = look;
  if (result === null) {
    return null;
  }
  return result.sources.flatMap((source) =>
    source.problem === undefined || source.answered
      ? []
      : [
          <Silent
            key={source.uid}
            name={causeSource({ sourceUid: source.uid, sourceName: source.name }, connection.dataSources)}
            uid={source.uid}
            reason={source.problem}
            unknown={unknownOf(result, source)}
            isChecking={look.checking !== null}
            onRetry={look.again}
          />,
        ]
  );
}

interface SilentProps {
  name: string;
  uid: string;
  reason: NonNullable<SourceStatus['problem']>;
  unknown: number;
  isChecking: boolean;
  onRetry: () => void;
}

function Silent({ name, uid, reason, unknown, isChecking, onRetry }: SilentProps) {
  const styles = useStyles2(getStyles);
  const { dataSources } = useConnection().connection;
  return (
    <div role="alert" className={styles.silent}>
      <Mark state="unknown" word={t('silent.kept', '{{name}} does not answer', { name })} />
      <p>
        {plural('checks.silent-unknown', unknown, {
          one: '{{count}} check is unknown for it.',
          other: '{{count}} checks are unknown for it.',
        })}{' '}
        {reasonWords(reason)} {reasonAdvice(reason)}
      </p>
      <SourceSaid reason={reason} />
      <span>
        <Button size="sm" variant="secondary" icon="sync" disabled={isChecking} onClick={onRetry}>
          {t('loadable.retry', 'Retry')}
        </Button>
        {dataSources.some((source) => source.uid === uid) && (
          <GrafanaLink place={{ to: 'data-source', uid }} look="quiet" />
        )}
      </span>
    </div>
  );
}

function unknownOf({ checks }: RunResult, { uid }: SourceStatus): number {
  return [...checks.values()].filter(
    ({ verdict, evidence }) =>
      verdict === 'unknown' && evidence.some(({ sourceUid, problem }) => sourceUid === uid && problem !== undefined)
  ).length;
}

const getStyles = (theme: GrafanaTheme2) => ({
  silent: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(0.75),
    padding: theme.spacing(1.5, 0, 1.5, 2),
    marginBottom: theme.spacing(1),
    borderLeft: `3px dashed ${theme.visualization.getColorByName(theme.isDark ? 'light-purple' : 'dark-purple')}`,
    '& p': { margin: 0, maxWidth: '80ch', overflowWrap: 'anywhere' },
  }),
});
