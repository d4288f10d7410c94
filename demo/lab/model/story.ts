import { Temporal } from 'temporal-polyfill';

export const LAB_ZONE = 'Europe/Berlin';

/** An interval in seconds since the epoch, end excluded. */
export interface Interval {
  from: number;
  to: number;
}

/** Every trouble of the lab, as moments in seconds since the epoch. What began last night has no end: nobody has looked yet. */
export interface Story {
  /** Local date of the morning at which the demo opens. */
  morning: string;
  lastNight: {
    /** `/var/lib/vz` on pve-a3 climbs between these moments, over 90 % at 02:14, and stays. */
    diskFills: Interval;
    crashLoopSince: number;
    /** Nights on which the database dump failed, the one to come among them: the last success lies before. */
    dumpFailed: readonly number[];
  };
  /** Somebody changed the application `monitoring` by hand, minutes after its last sync. */
  changedByHand: number;
  /** The smoke test after the last sync of `checkout` failed; nobody has synced it since. */
  syncFailed: number;
  /** `/` on pve-a1 is above 80 % since then. */
  rootFilledSince: number;
  certificateExpires: number;
  /** The OSD of the worn disk of pve-a3 was drained and taken out of Ceph; nobody said so. */
  osdLeft: number;
  /** An OSD of pve-a2 was restarted, two nights ago. */
  osdRestarted: Interval;
  /** Incidents of the calendar month before the morning. */
  lastMonth: {
    scrapesMissed: Interval;
    rebooted: Readonly<Record<string, Interval>>;
    processorBusy: Interval;
    memoryHigh: Interval;
    diskHigh: Interval;
    osdDown: Interval;
    backupFailed: number;
    appDegraded: Interval;
    pipelineRed: Interval;
  };
}

/** The morning whose night is over: before 07:00 it is still yesterday's. */
export function morningOf(nowMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(nowMs)
    .toZonedDateTimeISO(LAB_ZONE)
    .subtract({ hours: 7 })
    .toPlainDate()
    .toString();
}

/** Places every trouble around the given local morning (`YYYY-MM-DD`). */
export function storyOf(morning: string): Story {
  const today = Temporal.PlainDate.from(morning);
  const month = today.toPlainYearMonth().subtract({ months: 1 });
  const on = (day: number, clock: string) => moment(month.toPlainDate({ day }), clock);
  const before = (days: number, clock: string) => moment(today.subtract({ days }), clock);
  return {
    morning,
    lastNight: {
      diskFills: { from: before(0, '00:38'), to: before(0, '02:31') },
      crashLoopSince: before(0, '05:30'),
      dumpFailed: [before(1, '01:30'), before(0, '01:30'), before(-1, '01:30')],
    },
    changedByHand: before(1, '01:30'),
    syncFailed: before(1, '14:05'),
    rootFilledSince: before(3, '16:20'),
    certificateExpires: before(-12, '23:59'),
    osdLeft: before(12, '02:14'),
    osdRestarted: { from: before(2, '02:42'), to: before(2, '02:51') },
    lastMonth: {
      scrapesMissed: { from: on(6, '09:10'), to: on(6, '13:25') },
      rebooted: {
        'pve-b2': { from: on(11, '22:02'), to: on(11, '22:12') },
        'kw-05': { from: on(12, '22:10'), to: on(12, '22:15') },
      },
      processorBusy: { from: on(14, '07:30'), to: on(15, '16:00') },
      memoryHigh: { from: on(21, '09:00'), to: on(26, '18:00') },
      diskHigh: { from: on(18, '20:00'), to: on(21, '10:30') },
      osdDown: { from: on(9, '03:04'), to: on(9, '05:47') },
      backupFailed: on(23, '02:00'),
      appDegraded: { from: on(17, '10:20'), to: on(17, '12:35') },
      pipelineRed: { from: on(25, '09:40'), to: on(25, '15:10') },
    },
  };
}

/** The given local clock time of every day that the lab can show: ten weeks before the morning and a month after. */
export function everyDay(story: Story, clock: string): number[] {
  const today = Temporal.PlainDate.from(story.morning);
  return Array.from({ length: 100 }, (_, i) => moment(today.add({ days: i - 70 }), clock));
}

export function within(interval: Interval, t: number): boolean {
  return t >= interval.from && t < interval.to;
}

/** Seconds since the epoch of a local clock time on a day. */
export function moment(day: Temporal.PlainDate, clock: string): number {
  return day.toZonedDateTime({ timeZone: LAB_ZONE, plainTime: clock }).epochMilliseconds / 1000;
}
