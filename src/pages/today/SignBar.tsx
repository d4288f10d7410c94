import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Dropdown, Icon, IconButton, Menu, useStyles2 } from '@grafana/ui';

import type { Claim } from '../../core/checklist/state';
import { Kbd } from '../../ui/Kbd';
import { Mark } from '../../ui/Mark';
import { reasonAdvice, reasonWords } from '../../ui/reasonText';
import { waitingWords } from '../../ui/round/lookWords';
import { plural, t } from '../../ui/t';
import { clockTime } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { claimMark, claimText, isDecided } from './claimText';
import { LOW_WINDOW } from './rowStyles';
import { useRoundView } from './roundView';

/** Why this round cannot be signed yet; null when it can. */
export type SignBlock = 'checking' | 'unchecked' | 'left' | 'unsaved' | null;

interface Props {
  block: SignBlock;
  /** True when a signature stands and something changed after it. */
  again: boolean;
  onSign: () => void;
  onSignIncomplete: () => void;
  onSkip: () => void;
}

/** What the signature will say, and the button that signs. Stays in sight at the bottom. */
export function SignBar({ block, again, onSign, onSignIncomplete, onSkip }: Props) {
  const styles = useStyles2(getStyles);
  const { round } = useRoundView();
  const { board, look, journal } = round;
  if (journal.reading.state === 'failed') {
    return <JournalFailed />;
  }
  if (journal.canAppend === false) {
    return <MayNotSign />;
  }
  const counts = block === 'checking' || block === 'unchecked' ? null : board.counts;
  const wait = t('sign.wait', 'You can sign when every source has answered or timed out.');
  const waits = `${wait} ${waitingWords(look.pending)}`;
  return (
    <>
      <div className={styles.inFlow}>
        <span className={styles.lead}>{counts ? saysWords(block) : waits}</span>
        {counts && <Claims claims={counts.claims} valuesMs={look.result?.askedMs} />}
      </div>
      <div className={styles.bar}>
        <div className={styles.words}>
          <div>
            <span className={styles.left}>{leftWords(block, counts?.left ?? 0)}</span>{' '}
            {counts && <span className={styles.leadInBar}>{saysWords(block)}</span>}
          </div>
          {counts ? (
            <div className={styles.claimsInBar}>
              <Claims claims={counts.claims} valuesMs={look.result?.askedMs} />
            </div>
          ) : (
            <span className={styles.leadInBar}>{waits}</span>
          )}
        </div>
        {round.mayDecide && (block === 'left' || !again) && (
          <Dropdown
            placement="top-end"
            overlay={
              <Menu>
                {block === 'left' && (
                  <Menu.Item
                    label={t('sign.incomplete', 'Sign incomplete')}
                    description={t('sign.incomplete-what', 'Signs with items left, and says why')}
                    onClick={onSignIncomplete}
                  />
                )}
                {!again && (
                  <Menu.Item
                    label={t('sign.skip', 'Skip this round')}
                    description={t('sign.skip-what', 'Nobody does it today, and says why')}
                    onClick={onSkip}
                  />
                )}
              </Menu>
            }
          >
            <IconButton name="ellipsis-v" size="lg" aria-label={t('sign.more', 'More ways to close this round')} />
          </Dropdown>
        )}
        <Button
          onClick={onSign}
          disabled={block !== null || !round.mayDecide}
          variant={block === null ? 'primary' : 'secondary'}
        >
          {again ? t('sign.again', 'Sign again') : t('sign.off', 'Sign off')}
          {block === null && <Kbd>S</Kbd>}
        </Button>
      </div>
    </>
  );
}

function Claims({ claims, valuesMs }: { claims: readonly Claim[]; valuesMs: number | undefined }) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.claims}>
      {claims.map((claim) => (
        <li key={claim.kind} className={isDecided(claim) ? undefined : styles.lead}>
          <Mark state={claimMark(claim)} glyphOnly size="sm" />
          {claim.kind === 'pass' && valuesMs !== undefined
            ? t('claim.pass-values', '{{claim}}, values of {{time}}', {
                claim: claimText(claim),
                time: clockTime(valuesMs, zone),
              })
            : claimText(claim)}
        </li>
      ))}
    </ul>
  );
}

function MayNotSign() {
  const styles = useStyles2(getStyles);
  const why = t(
    'sign.viewer-why',
    'Signing writes an annotation and your account may not create one. Ask an organisation admin for the Editor role.'
  );
  return (
    <>
      <div className={cx(styles.inFlow, styles.lead)}>{why}</div>
      <div className={styles.bar}>
        <div className={styles.words}>
          <span className={styles.left}>
            <Icon name="lock" aria-hidden /> {t('sign.viewer', 'You can read this round, not sign it')}
          </span>
          <span className={styles.leadInBar}>{why}</span>
        </div>
      </div>
    </>
  );
}

function JournalFailed() {
  const styles = useStyles2(getStyles);
  const { reading, reread } = useRoundView().round.journal;
  if (reading.state !== 'failed') {
    return null;
  }
  const why = `${reasonWords(reading.reason)} ${reasonAdvice(reading.reason)}`;
  return (
    <>
      <div className={cx(styles.inFlow, styles.lead)}>{why}</div>
      <div className={styles.bar} role="alert">
        <div className={styles.words}>
          <Mark state="unknown" word={t('sign.journal-failed', 'What was decided could not be read')} />
          <span className={styles.leadInBar}>{why}</span>
        </div>
        <Button icon="sync" variant="secondary" onClick={reread}>
          {t('loadable.retry', 'Retry')}
        </Button>
      </div>
    </>
  );
}

function leftWords(block: SignBlock, left: number): string {
  switch (block) {
    case 'checking':
      return t('sign.checking', 'Still checking');
    case 'unchecked':
      return t('panel.not-checked', 'Not checked');
    case 'left':
      return plural('sign.left', left, {
        one: '{{count}} item left before you can sign.',
        other: '{{count}} items left before you can sign.',
      });
    case 'unsaved':
      return t('sign.unsaved', 'Not everything is saved yet.');
    case null:
      return t('sign.ready', 'Ready to sign.');
  }
}

function saysWords(block: SignBlock): string {
  return block === null ? t('sign.says', 'Your signature says:') : t('sign.will-say', 'Your signature will say:');
}

const ROOMY_ONLY = { '@container (max-width: 559px)': { display: 'none' }, [LOW_WINDOW]: { display: 'none' } };

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1.5, 2.5),
    background: theme.colors.background.secondary,
    borderTop: `1px solid ${theme.colors.border.medium}`,
    [LOW_WINDOW]: { paddingTop: theme.spacing(1), paddingBottom: theme.spacing(1) },
  }),
  words: css({ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(0.25) }),
  left: css({ fontWeight: theme.typography.fontWeightMedium }),
  lead: css({ color: theme.colors.text.secondary }),
  // Where the bar has one line, what else it says stands in the flow above it.
  leadInBar: css({ color: theme.colors.text.secondary, ...ROOMY_ONLY }),
  claimsInBar: css(ROOMY_ONLY),
  inFlow: css({
    display: 'none',
    padding: theme.spacing(1.5, 2.5),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '@container (max-width: 559px)': { display: 'block' },
    [LOW_WINDOW]: { display: 'block' },
  }),
  claims: css({
    listStyle: 'none',
    display: 'grid',
    gridTemplateColumns: 'repeat(2, max-content)',
    gap: theme.spacing(0.25, 3),
    '& li': { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
    '@container (max-width: 859px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});
