import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2, useTheme2 } from '@grafana/ui';

import type { RunResult } from '../../core/check/result';
import { rollUp } from '../../core/check/rollup';
import type { BoardItem, Cause } from '../../core/checklist/board';
import { durationText, durationWords } from '../../ui/duration';
import { GrafanaLink } from '../../ui/GrafanaLink';
import { Kbd } from '../../ui/Kbd';
import { Mark } from '../../ui/Mark';
import { reasonWords } from '../../ui/reasonText';
import { causeKey } from '../../ui/round/frozen';
import { causeSource } from '../../ui/causeSource';
import { SourceSaid } from '../../ui/SourceSaid';
import { plural, t } from '../../ui/t';
import { markWord } from '../../ui/verdictLook';
import { WhatToDo } from '../../ui/WhatToDo';
import { clockTime } from '../../ui/when';
import { useNow } from '../../ui/Age';
import { useZone } from '../../ui/zone';
import { decidedWord } from './decisions';
import { DecisionForm } from './DecisionForm';
import { FindingLines } from './FindingLines';
import { edgeStyle, getRowStyles } from './rowStyles';
import { useRoundView } from './roundView';

/** Items that are unknown for the same source and reason: one cause, one decision, and none of them looks green. */
export function CauseRow({ cause, entries }: { cause: Cause; entries: readonly BoardItem[] }) {
  const theme = useTheme2();
  const styles = useStyles2(getRowStyles);
  const own = useStyles2(getStyles);
  const { round, decisions, active, openItem, focusRow } = useRoundView();
  const zone = useZone();
  const { connection } = round.connected;
  const row = causeKey(cause);
  const open = entries.filter((entry) => entry.needsDecision);
  const checking = round.look.checking !== null;
  const headline = t('cause.silent', '{{source}} does not answer', {
    source: causeSource(cause, connection.dataSources),
  });
  const count = entries.length;
  const { form } = decisions;
  return (
    <article
      className={cx(styles.row, edgeStyle('unknown', theme))}
      data-row={row}
      tabIndex={active === row ? 0 : -1}
      aria-label={headline}
    >
      <div>
        <Mark state="unknown" />
      </div>
      <div className={styles.body}>
        <span className={styles.title}>
          {round.board.counts === null
            ? t('cause.several', 'Several items, one cause')
            : plural('cause.items', count, { one: '{{count}} item', other: '{{count}} items, one cause' })}
        </span>
        <h4 className={styles.headline}>{headline}</h4>
        <p className={styles.line}>
          {reasonWords(cause.reason)} {round.look.lastGood && <LastGood atMs={round.look.lastGood.askedMs} />}
        </p>
        <SourceSaid reason={cause.reason} />
        <WhatToDo
          text={t(
            'cause.what-to-do',
            'Check that {{name}} is up and Grafana can reach it. Nothing turns green until it answers.',
            { name: cause.sourceName }
          )}
        />
        {form?.row === row ? (
          <DecisionForm
            kind={form.kind}
            consequence={plural('cause.consequence', open.length, {
              one: 'The item stays unknown in the record, with your note.',
              other: 'The {{count}} items stay unknown in the record, each with your note.',
            })}
            onDecide={(words) => {
              focusRow(row);
              decisions.decide(form.kind, open, words);
            }}
            onCancel={() => {
              focusRow(row);
              decisions.closeForm();
            }}
          />
        ) : (
          <div className={styles.actions}>
            <Button
              size="sm"
              icon={checking ? 'times' : 'sync'}
              variant={checking ? 'secondary' : 'primary'}
              style={{ minWidth: 112 }}
              onClick={checking ? round.look.cancel : round.look.again}
            >
              {checking ? t('recheck.cancel', 'Cancel') : t('recheck.again', 'Re-check')}
              {active === row && !checking && <Kbd>R</Kbd>}
            </Button>
            {round.mayDecide && open.length > 0 && (
              <Button size="sm" variant="secondary" onClick={() => decisions.openForm(row, 'deferred')}>
                {plural('cause.defer', open.length, { one: 'Defer it', other: 'Defer all {{count}}' })}
                {active === row && <Kbd>D</Kbd>}
              </Button>
            )}
            {round.look.nextMs !== null && <NextTry atMs={round.look.nextMs} />}
            {connection.dataSources.some((source) => source.uid === cause.sourceUid) && (
              <div className={styles.links}>
                <GrafanaLink place={{ to: 'data-source', uid: cause.sourceUid }} look="text" newTab />
              </div>
            )}
          </div>
        )}
        <ul className={own.items}>
          {entries.map((entry) => (
            <li key={entry.item.id}>
              {entry.verdict && <Mark state={entry.verdict} glyphOnly size="sm" />}
              <button type="button" onClick={() => openItem(entry.item.id)}>
                {entry.item.title}
              </button>
              <span>{beforeWords(entry, round.look.lastGood, zone)}</span>
              <KnownFindings entry={entry} />
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}

/** What was decided, else what the item was when the source last answered: in words, never as a green glyph. */
function beforeWords(entry: BoardItem, lastGood: RunResult | null, zone: string): string {
  if (entry.decision && !entry.needsDecision) {
    return decidedWord(entry.decision.kind);
  }
  const checks = entry.item.checks.flatMap((id) => lastGood?.checks.get(id) ?? []);
  if (!lastGood || entry.verdict !== 'unknown' || checks.length === 0) {
    return '';
  }
  return t('cause.was', 'was {{verdict}} at {{time}}', {
    verdict: markWord(rollUp(checks, entry.item.need).verdict).toLowerCase(),
    time: clockTime(lastGood.askedMs, zone),
  });
}

/** What is known of an item all the same: what another source warns of. */
function KnownFindings({ entry: { item, findings } }: { entry: BoardItem }) {
  const { openItem } = useRoundView();
  return (
    <FindingLines
      label={t('item.more-findings', 'More findings of {{title}}', { title: item.title })}
      findings={findings.filter(({ verdict }) => verdict !== 'unknown')}
      onOpen={({ check }) => openItem(item.id, check.definition.id)}
    />
  );
}

function LastGood({ atMs }: { atMs: number }) {
  const { nowMs } = useRoundView();
  const zone = useZone();
  return t('cause.last-good', 'Last good answer at {{time}}, {{age}} ago.', {
    time: clockTime(atMs, zone),
    age: durationWords(nowMs - atMs),
  });
}

function NextTry({ atMs }: { atMs: number }) {
  const styles = useStyles2(getStyles);
  const nowMs = useNow(() => 1000);
  return (
    <span className={styles.next}>
      {t('cause.next-try', 'next try in {{duration}}', { duration: durationText(Math.max(0, atMs - nowMs)) })}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  next: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  items: css({
    listStyle: 'none',
    margin: theme.spacing(1.5, 0, 0, 0),
    paddingTop: theme.spacing(0.5),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '& > li': {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(1.5),
      alignItems: 'center',
      padding: theme.spacing(0.5, 0),
    },
    '& > li > div': { flex: '1 0 100%', maxWidth: 'none', paddingLeft: theme.spacing(3.5) },
    '& > li > button': {
      flex: 1,
      minWidth: 0,
      minHeight: 24,
      border: 0,
      padding: 0,
      background: 'none',
      textAlign: 'left',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      '&:hover': { textDecoration: 'underline' },
      '@container (max-width: 559px)': { whiteSpace: 'normal' },
    },
    '& > li > button + span': { color: theme.colors.text.secondary, whiteSpace: 'nowrap' },
  }),
});
