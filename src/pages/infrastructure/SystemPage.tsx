import { useMemo, type ReactNode } from 'react';

import type { CheckResult } from '../../core/check/result';
import type { Reason } from '../../core/check/verdict';
import { notCurrent } from '../../core/products/lastKnown';
import type { Standing } from '../../core/products/pending';
import { useConnection } from '../../ui/connection';
import { lastReadings } from '../../ui/lastReadings';
import { DataAge, Frame } from './Frame';
import { JournalNotice } from './JournalNotice';
import { NotCurrent, useOverdue } from './NotCurrent';
import { ServerSkeleton } from './ServerSkeleton';
import { SilentSource } from './SilentSource';
import type { Readings } from './useReadings';

/** What the frame of a page needs of what was read. */
export interface SystemReading {
  view: {
    verdict: Standing;
    /** Set when the source gave nothing at all. */
    silent: Reason | null;
    asOfMs: number | null;
  };
  checks: readonly CheckResult[];
}

interface Props<Reading extends SystemReading> {
  /** Of the system in `readings`, and of what was kept of it (`lastReadings`) by the same reader. */
  readingKey: string;
  name: string;
  /** Of the data source that tells of it. */
  uid: string;
  readings: Readings<Reading>;
  subTitle: (reading: Reading | undefined) => string;
  /** Beside the age of the data. */
  actions?: ReactNode;
  /** Above the content, whether or not the source answers. */
  tabs?: ReactNode;
  children: (reading: Reading) => ReactNode;
}

const NO_WORD_YET: Reason = { code: 'source-down', detail: 'It has not answered yet.' };

/** The page of one system: its name, verdict and age, and its content as soon as it was read, or why there is none. */
export function SystemPage<Reading extends SystemReading>({
  readingKey,
  name,
  uid,
  readings,
  subTitle,
  actions,
  tabs,
  children,
}: Props<Reading>) {
  const { pages } = lastReadings(useConnection().connection);
  const reading = readings.values.get(readingKey);
  const problem = readings.failed.get(readingKey) ?? reading?.view.silent ?? null;
  // Kept under this key by the same reader.
  const lastGood = pages.get(readingKey) as Reading | undefined;
  const isOverdue = useOverdue(readings.reading.length > 0, readings.refreshes);
  const isUnanswered = problem !== null || isOverdue || (reading === undefined && readings.cancelled);
  const old = isUnanswered ? lastGood : undefined;
  return (
    <Frame
      name={name}
      verdict={problem === null && old === undefined ? (reading?.view.verdict ?? null) : 'unknown'}
      subTitle={subTitle(reading)}
      actions={
        <>
          <DataAge readings={readings} asOfMs={(old ?? reading)?.view.asOfMs ?? null} />
          {actions}
        </>
      }
    >
      <JournalNotice />
      {tabs}
      {(problem !== null || (reading === undefined && readings.cancelled)) && (
        <SilentSource name={name} uid={uid} reason={problem} isKept={old !== undefined} onRetry={readings.refresh} />
      )}
      {old !== undefined ? (
        <OldReading reading={old} why={problem ?? NO_WORD_YET}>
          {children}
        </OldReading>
      ) : reading !== undefined && problem === null ? (
        children(reading)
      ) : (
        problem === null && !readings.cancelled && <ServerSkeleton />
      )}
    </Frame>
  );
}

interface OldProps<Reading extends SystemReading> {
  reading: Reading;
  why: Reason;
  children: (shown: Reading) => ReactNode;
}

/** What was read last, as it is drawn when nobody knows whether it still holds. */
function OldReading<Reading extends SystemReading>({ reading, why, children }: OldProps<Reading>) {
  const shown = useMemo(
    () => ({ ...reading, view: notCurrent(reading.view, why), checks: notCurrent(reading.checks, why) }),
    [reading, why]
  );
  return <NotCurrent atMs={reading.view.asOfMs}>{children(shown)}</NotCurrent>;
}
