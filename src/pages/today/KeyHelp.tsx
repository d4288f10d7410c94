import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { t } from '../../ui/t';

/** The round's keys, shown by `?` below its head. */
export function KeyHelp() {
  const styles = useStyles2(getStyles);
  const keys: ReadonlyArray<[string, string]> = [
    ['↑ ↓ Home End', t('keys.move', 'move')],
    [t('key.enter', 'Enter'), t('keys.open', 'open the evidence')],
    ['A', t('keys.acknowledge', 'acknowledge')],
    ['I', t('keys.risk', 'accept the risk')],
    ['D', t('keys.defer', 'defer')],
    ['H', t('keys.checked', 'checked by hand')],
    ['X', t('keys.na', 'not applicable')],
    [t('key.space', 'Space'), t('keys.done', 'done')],
    ['N', t('keys.note', 'note')],
    ['C', t('keys.claim', "I'm on it, or let it go")],
    ['G', t('keys.give', 'give to somebody')],
    ['R', t('keys.recheck', 're-check or retry')],
    ['U', t('keys.undo', 'undo')],
    ['S', t('keys.sign', 'sign off')],
    ['?', t('keys.help', 'show or hide this')],
  ];
  return (
    <dl className={styles} aria-label={t('keys.label', 'Keys of the round')}>
      {keys.map(([key, what]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2.5),
    margin: 0,
    padding: theme.spacing(1, 2.5),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    ...theme.typography.bodySmall,
    '& div': { display: 'flex', gap: theme.spacing(0.75) },
    '& dt': { fontWeight: theme.typography.fontWeightMedium },
    '& dd': { margin: 0, color: theme.colors.text.secondary },
  });
