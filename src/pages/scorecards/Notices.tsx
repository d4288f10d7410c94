import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, useStyles2 } from '@grafana/ui';

import type { SettingsProblem } from '../../core/settings/settings';
import type { Promised } from '../../core/slo/promises';
import { GrafanaLink } from '../../ui/GrafanaLink';
import { Mark } from '../../ui/Mark';
import { reasonWords } from '../../ui/reasonText';
import { SourceSaid } from '../../ui/SourceSaid';
import { plural, t } from '../../ui/t';
import type { SilentSource } from './silentSources';

interface SilentProps {
  sources: readonly SilentSource[];
  onRetry: () => void;
}

/** One alert for each source that did not answer; it is the sentence of all rows that read from it. */
export function SilentAlerts({ sources, onRetry }: SilentProps) {
  const styles = useStyles2(getStyles);
  return sources.map(({ key, uid, name, reason, objectives, figures }) => (
    <Alert
      key={key}
      severity="warning"
      title={
        name === null
          ? t('scorecards.no-source', 'No source for some objectives')
          : t('scorecards.silent', '{{name}} does not answer', { name })
      }
    >
      <div className={styles.alert}>
        <div>
          {name === null ? (reason.detail ?? '') : reasonWords(reason)} {unknownWords(objectives, figures)}{' '}
          {uid !== null && (
            <GrafanaLink place={{ to: 'data-source', uid }} look="text">
              {t('scorecards.source-settings', 'Data source settings')}
            </GrafanaLink>
          )}
          <SourceSaid reason={reason} />
        </div>
        <Button variant="secondary" onClick={onRetry}>
          {t('scorecards.retry', 'Retry')}
        </Button>
      </div>
    </Alert>
  ));
}

/** "5 objectives and 1 key figure that read from it are unknown until it does; everything else is current." */
function unknownWords(objectives: number, figures: number): string {
  const words = [
    ...(objectives > 0
      ? [plural('scorecards.objectives', objectives, { one: '{{count}} objective', other: '{{count}} objectives' })]
      : []),
    ...(figures > 0
      ? [plural('scorecards.figures', figures, { one: '{{count}} key figure', other: '{{count}} key figures' })]
      : []),
  ];
  return plural(
    'scorecards.unknown-until',
    objectives + figures,
    {
      one: '{{what}} that reads from it is unknown until it does; everything else is current.',
      other: '{{what}} that read from it are unknown until it does; everything else is current.',
    },
    { what: words.join(t('scorecards.and', ' and ')) }
  );
}

interface NoticesProps {
  promised: Promised;
  /** Settings that did not fit and are left out. */
  settings: readonly SettingsProblem[];
  /** Names of sources that an alert tells of already. */
  told: readonly string[];
}

/** What is missing among the objectives, and why: definitions that cannot be read, a journal that cannot, sources not searched. */
export function PromiseNotices({ promised, settings, told }: NoticesProps) {
  const { problems, journalFailed } = promised;
  const unsearched = promised.unsearched.filter(({ name }) => !told.includes(name));
  const styles = useStyles2(getStyles);
  const notices = [
    ...(journalFailed === null
      ? []
      : [
          {
            key: 'journal',
            word: t('scorecards.journal', 'The journal could not be read'),
            text: t(
              'scorecards.journal-what',
              'Objectives that are defined there are missing here, and no maintenance window is left out of any number. {{reason}}',
              { reason: reasonWords(journalFailed) }
            ),
          },
        ]),
    ...settings
      .filter(({ field }) => /^(objectives|activeObjectives)\b/.test(field))
      .map(({ field, message }) => ({
        key: `setting ${field}`,
        word: t('scorecards.setting', 'The setting {{field}} is left out', { field }),
        text: `${message}.`,
      })),
    ...[...byDefinition(problems)].map(([at, own]) => ({
      key: `problem ${at}`,
      word: t('scorecards.problem', 'The definition {{name}} is left out', {
        name: own[0]?.id ? `${own[0].id} (${shortAt(at)})` : shortAt(at),
      }),
      text: `${own.map(({ field, message }) => `${field === '' ? '' : `${field}: `}${message}`).join('; ')}.`,
    })),
    ...unsearched.map(({ name, reason }) => ({
      key: `search ${name}`,
      word: t('scorecards.unsearched', '{{name}} was not searched', { name }),
      text: t(
        'scorecards.unsearched-what',
        'Objectives that Sloth, Pyrra or Grafana SLO record there may be missing here. {{reason}}',
        { reason: reasonWords(reason) }
      ),
    })),
  ];
  return notices.map(({ key, word, text }) => (
    <p key={key} role="alert" className={styles.notice}>
      <Mark state="unknown" word={word} /> {text}
    </p>
  ));
}

function byDefinition(problems: Promised['problems']): ReadonlyMap<string, Promised['problems']> {
  const found = new Map<string, Promised['problems']>();
  problems.forEach((problem) => found.set(problem.at, [...(found.get(problem.at) ?? []), problem]));
  return found;
}

/** A hash is told by its beginning. */
function shortAt(at: string): string {
  return /^[0-9a-f]{64}$/.test(at) ? at.slice(0, 12) : at;
}

const getStyles = (theme: GrafanaTheme2) => ({
  alert: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 3),
    overflowWrap: 'anywhere',
    '& > div': { flex: '1 1 320px', maxWidth: '100ch' },
  }),
  notice: css({ margin: theme.spacing(0, 0, 1, 0), maxWidth: '110ch', overflowWrap: 'anywhere' }),
});
