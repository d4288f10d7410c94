import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, IconButton, useStyles2, useTheme2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { BoardItem } from '../../core/checklist/board';
import { isAllClear, isStillClear, signedExceptions, worseSince } from '../../core/checklist/signed';
import type { Signature } from '../../core/checklist/state';
import { Age } from '../../ui/Age';
import { durationText, durationWords } from '../../ui/duration';
import { FOCUS_HOME } from '../../ui/FocusHome';
import { headline } from '../../ui/headline';
import { Mark } from '../../ui/Mark';
import { lookingWords } from '../../ui/round/lookWords';
import { plural, t } from '../../ui/t';
import { clockTime, clockTimeWithSeconds } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { DecidedLine } from './DecidedLine';
import { FindingLines } from './FindingLines';
import { PassFold } from './PassFold';
import { useRoundView } from './roundView';
import { SignedFoot } from './SignedFoot';
import { RisksLine } from './RisksLine';
import { edgeStyle, getRowStyles } from './rowStyles';
import { runTitle } from './runTitle';

/** The round after its signature: what was signed, what is still open, and whether anything turned bad since. */
export function SignedRound({ byId }: { byId: ReadonlyMap<string, BoardItem> }) {
  const styles = useStyles2(getStyles);
  const { round, openItem } = useRoundView();
  const zone = useZone();
  const { board } = round;
  const signature = board.signature;
  if (!signature) {
    return null;
  }
  const exceptions = signedExceptions(board, signature);
  const worse = worseSince(board, signature);
  const signedIds = new Set(exceptions.map((entry) => entry.item.id));
  const newlyWorse = worse.filter((entry) => !signedIds.has(entry.item.id));
  const rest = [...byId.values()].filter((entry) => !signedIds.has(entry.item.id));
  const clear = isAllClear(signature);
  return (
    <>
      <SignedHead signature={signature} facts={clear ? <Facts signature={signature} /> : undefined} />
      {exceptions.length > 0 && (
        <div className={styles.section}>
          {exceptions.map((entry) => (
            <SignedItem key={entry.item.id} entry={entry} />
          ))}
        </div>
      )}
      <div className={cx(styles.section, styles.still)}>
        <StillLine clear={isStillClear(board, signature)} worse={worse} exceptions={exceptions} />
      </div>
      {newlyWorse.map((entry) => (
        <SignedItem key={entry.item.id} entry={entry} />
      ))}
      {rest.length > 0 && (
        <PassFold
          state="done"
          word={plural('signed.items', rest.length, { one: '{{count}} signed item', other: '{{count}} signed items' })}
          summary={t('signed.values', 'with the values of {{time}}', { time: clockTime(signature.valuesMs, zone) })}
          entries={rest}
          openAtFirst={clear}
          onOpenItem={openItem}
        />
      )}
      <SignedFoot signature={signature} />
    </>
  );
}

/** "All clear", or what is left of it, and who signed when. */
export function SignedHead({ signature, facts }: { signature: Signature; facts?: ReactNode }) {
  const styles = useStyles2(getStyles);
  const { round, nowMs } = useRoundView();
  const zone = useZone();
  const { board, run, connected } = round;
  const { author, atMs, remark, incomplete, changedSince } = signature;
  const clear = isAllClear(signature) && !changedSince;
  const untilDueMs = run.dueMs - atMs;
  const when =
    untilDueMs >= 0
      ? t('signed.before', '{{duration}} before it was due', { duration: durationWords(untilDueMs) })
      : t('signed.after', '{{duration}} after it was due', { duration: durationWords(-untilDueMs) });
  return (
    <header className={styles.head}>
      <span className={clear ? styles.clear : styles.notClear}>
        <Icon name="check-circle" size="xxxl" aria-hidden />
      </span>
      <div>
        <h2 className={styles.title} {...FOCUS_HOME}>
          {titleOf(signature, signedExceptions(board, signature).length)}
        </h2>
        <p className={styles.line}>
          {t('signed.by', '{{list}} signed by', { list: runTitle(connected.template.title, run, nowMs) })}{' '}
          <strong>{author}</strong> {t('signed.at', 'at')} <strong>{clockTime(atMs, zone)}</strong>, {when}.
        </p>
        {incomplete !== null && (
          <p className={styles.line}>
            {t('signed.incomplete', 'Signed incomplete: {{reason}}', { reason: incomplete })}
          </p>
        )}
        {remark !== '' && <p className={styles.line}>“{remark}”</p>}
      </div>
      {facts}
    </header>
  );
}

function titleOf(signature: Signature, exceptions: number): string {
  if (signature.changedSince) {
    return t('signed.changed', 'Signed, then changed. Sign again');
  }
  if (signature.cut) {
    return t('signed.cut', 'Signed, part of the journal is gone');
  }
  if (isAllClear(signature)) {
    return t('signed.all-clear', 'All clear');
  }
  return plural('signed.exceptions', exceptions, {
    one: 'Signed, {{count}} exception open',
    other: 'Signed, {{count}} exceptions open',
  });
}

function Facts({ signature }: { signature: Signature }) {
  const styles = useStyles2(getStyles);
  const { round } = useRoundView();
  const zone = useZone();
  const { items } = round.board;
  const started = round.events.find((event) => event.subject === round.run.key);
  const byHand = Object.values(signature.verdicts).filter((verdict) => verdict === 'hand').length;
  const notes = signature.claims.find((claim) => claim.kind === 'hand')?.notes ?? [];
  const ofItems = (count: number) => t('signed.of-items', '{{n}} of {{all}} items', { n: count, all: items.length });
  const spentMs = started ? signature.atMs - started.createdMs : 0;
  const facts: ReadonlyArray<[string, string, string]> = [
    [t('signed.by-machine', 'By machine'), ofItems(items.length - byHand), ''],
    [t('signed.by-hand', 'By hand'), ofItems(byHand), notes[0] ?? ''],
    [
      t('signed.kept', 'Values kept'),
      clockTimeWithSeconds(signature.valuesMs, zone),
      signature.oldestSampleAgeMs === null
        ? ''
        : t('signed.oldest', 'oldest sample {{age}}', { age: durationText(signature.oldestSampleAgeMs) }),
    ],
    ...(spentMs >= 1000
      ? ([
          [t('signed.spent', 'Time spent'), durationText(spentMs), t('signed.spent-what', 'from the first decision')],
        ] as const)
      : []),
  ].map(([name, value, more]) => [name ?? '', value ?? '', more ?? '']);
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value, more]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {more !== '' && <dd>{more}</dd>}
        </div>
      ))}
    </dl>
  );
}

interface StillProps {
  /** Still all clear. */
  clear: boolean;
  worse: readonly BoardItem[];
  exceptions: readonly BoardItem[];
}

function StillLine({ clear, worse, exceptions }: StillProps) {
  const styles = useStyles2(getStyles);
  const { board, look } = useRoundView().round;
  const [worst] = worse;
  if (look.result === null || board.counts === null) {
    return <span className={styles.quiet}>{lookingWords(look)}</span>;
  }
  const looked = (
    <>
      {t('signed.looked', 'Looked again')} <Age sinceMs={look.result.askedMs} />
    </>
  );
  if (worst?.verdict) {
    const fails = worse.filter((entry) => entry.verdict === worst.verdict).length;
    return (
      <>
        <Mark state={worst.verdict} word={worseWords(worst, fails)} />
        <span className={styles.quiet}>{looked}.</span>
      </>
    );
  }
  const open = exceptions.filter((entry) => entry.mode === 'machine' && entry.verdict !== 'pass').length;
  return (
    <>
      {clear && <Mark state="pass" word={t('signed.still', 'Still all clear')} />}
      <span className={styles.quiet}>
        {looked}
        {clear
          ? t('signed.nothing-changed', ', nothing changed since the signature.')
          : exceptions.length === 0
            ? '.'
            : plural('signed.still-open', open, {
                one: ': {{count}} still open, nothing new.',
                other: ': {{count}} still open, nothing new.',
              })}
      </span>
    </>
  );
}

function worseWords({ verdict }: BoardItem, count: number): string {
  switch (verdict) {
    case 'fail':
      return plural('signed.fails', count, {
        one: '{{count}} item fails since the signature',
        other: '{{count}} items fail since the signature',
      });
    case 'unknown':
      return plural('signed.unknown', count, {
        one: '{{count}} item is unknown since the signature',
        other: '{{count}} items are unknown since the signature',
      });
    default:
      return plural('signed.warns', count, {
        one: '{{count}} item warns since the signature',
        other: '{{count}} items warn since the signature',
      });
  }
}

/** An item of the signed round that is not clear: live value, and what was decided about it. */
function SignedItem({ entry }: { entry: BoardItem }) {
  const theme = useTheme2();
  const rows = useStyles2(getRowStyles);
  const { openItem } = useRoundView();
  const { item, verdict, mode, decision, finding } = entry;
  return (
    <article
      className={cx(rows.row, edgeStyle(mode === 'hand' ? undefined : verdict, theme))}
      aria-label={headline(entry)}
    >
      <div>
        {mode === 'hand' ? (
          <Mark state={decision?.kind === 'na' ? 'na' : 'todo'} />
        ) : (
          <Mark state={verdict ?? 'pending'} />
        )}
      </div>
      <div className={rows.body}>
        <div className={rows.top}>
          <span className={rows.title}>{finding === null ? '' : item.title}</span>
          <IconButton
            name="angle-right"
            size="xl"
            aria-label={t('signed.open', 'Open {{title}}', { title: item.title })}
            onClick={() => openItem(item.id)}
          />
        </div>
        <h4 className={rows.headline}>{headline(entry)}</h4>
        <FindingLines
          label={t('item.more-findings', 'More findings of {{title}}', { title: item.title })}
          findings={entry.findings.slice(1)}
          onOpen={({ check }) => openItem(item.id, check.definition.id)}
        />
        {decision && <DecidedLine decision={decision} saving={undefined} hint={false} />}
        <RisksLine risks={entry.risks} />
      </div>
    </article>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: theme.spacing(2.5),
    alignItems: 'center',
    padding: theme.spacing(4, 2.5, 3, 3),
    '@container (max-width: 559px)': { padding: theme.spacing(2.5, 2) },
  }),
  clear: css({ color: theme.colors.success.text, display: 'inline-flex' }),
  notClear: css({ color: theme.colors.text.secondary, display: 'inline-flex' }),
  title: css({ ...theme.typography.h2, fontSize: theme.typography.h3.fontSize, margin: 0, scrollMarginTop: 120 }),
  line: css({ margin: 0, maxWidth: '80ch', overflowWrap: 'anywhere' }),
  quiet: css({ color: theme.colors.text.secondary }),
  facts: css({
    gridColumn: '1 / -1',
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
    gap: theme.spacing(2),
    margin: 0,
    '& dt': { ...theme.typography.bodySmall, fontWeight: 'normal', color: theme.colors.text.secondary },
    '& dd': { margin: 0, ...theme.typography.h5 },
    '& dd + dd': { ...theme.typography.bodySmall, color: theme.colors.text.secondary },
  }),
  section: css({ borderTop: `1px solid ${theme.colors.border.weak}` }),
  still: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1.5),
    padding: theme.spacing(1.5, 2.5, 1.5, 3),
  }),
});
