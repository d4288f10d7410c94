import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { RejectedRow } from '../../core/journal/event';
import { queueWords } from '../../ui/journal/queue/queueWords';
import { Mark } from '../../ui/Mark';
import { useConnection } from '../../ui/connection';
import type { Round } from '../../ui/round/useRound';
import { missingVersionWords } from '../../ui/round/versionWords';
import { useServices } from '../../ui/services';
import { plural, t } from '../../ui/t';

/**
 * What is not as it should be and might be missed: entries that wait to be saved, settings that do not fit, versions that are not at
 * hand, entries of the journal that do not count.
 */
export function Notices({ round }: { round: Round }) {
  const styles = useStyles2(getStyles);
  const { templates } = useConnection();
  const { problems } = round.connected.connection;
  const missing = templates.missing.filter(({ list }) => list === round.run.list);
  const { login } = useServices().user;
  const lost = round.state.rejected.filter((row) => isLost(row, round.run.openMs));
  const unsaved = queueWords(round.journal.queue, login);
  const texts = [
    ...unsaved,
    ...problems.map(({ field, message }) =>
      t('notice.setting', 'The setting {{field}} is left out: {{message}}.', { field, message })
    ),
    ...missing.map(missingVersionWords),
    ...(round.version === 'active' ? [] : [versionWords(round)]),
    ...(lost.length > 0 ? [lostWords(lost)] : []),
    ...(round.state.cut ? [cutWords()] : []),
  ];
  return texts.map((text) => (
    <div key={text} className={styles.notice} role={unsaved.includes(text) ? 'status' : undefined}>
      <Mark state="unknown" glyphOnly size="sm" />
      <span>{text}</span>
    </div>
  ));
}

function versionWords({ version, state }: Round): string {
  return version === 'pinned'
    ? t(
        'notice.pinned',
        'This round keeps the version of the list that it began with. The next one takes the new version.'
      )
    : t(
        'notice.version-lost',
        'This round began with another version of the list, {{version}}, which is not at hand. Its items are shown as they are now.',
        { version: state.template ?? '' }
      );
}

/** A repeated key is a retry and loses nothing; a row that names no subject counts for the one in which it was written. */
function isLost({ why, subject, createdMs }: RejectedRow, openMs: number): boolean {
  return why !== 'duplicate-key' && (subject !== undefined || createdMs >= openMs);
}

function cutWords(): string {
  return t(
    'notice.cut',
    'The beginning of this journal is gone, so this is not the whole round. Grafana deletes annotations where [annotations.api] or [annotations.dashboard] has a max_age or max_annotations_to_keep, and whoever may delete them can do so too.'
  );
}

function lostWords(lost: readonly RejectedRow[]): string {
  const authors = [...new Set(lost.map(({ author }) => author || t('decided.deleted-user', 'a deleted user')))];
  return plural(
    'notice.lost',
    lost.length,
    {
      one: '{{count}} entry of this round does not count: edited afterwards or not readable. Written by {{who}}.',
      other: '{{count}} entries of this round do not count: edited afterwards or not readable. Written by {{who}}.',
    },
    { who: authors.join(', ') }
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  notice: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 2.5),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    overflowWrap: 'anywhere',
  }),
});
