import { Temporal } from 'temporal-polyfill';
import { moment, type Interval, type Story } from './story';
import { wave, type Bump, type Wave } from './wave';

/** A service that people use: all requests, and those that do not keep what was promised, per second. */
export interface LabService {
  name: string;
  /** Its metrics: requests by code, durations, or answers of a name server. */
  kind: 'requests' | 'durations' | 'queries';
  all: Wave;
  bad: Wave;
  /** Upper bound of a good duration, as `le` has it. */
  below?: string;
  /** From then on it exposes nothing any more, in seconds. */
  silentSince?: number;
}

const DAY_SECONDS = 86_400;

/** Stretches in which checkout failed, and the share of 30 days' budget that each one ate. */
export interface Outage extends Interval {
  share: number;
  /** So much failed that it was alerted. */
  isLoud: boolean;
}

/** Requests of checkout in a second, on average. */
const CHECKOUT_RATE = 5;
/** What 99.9 % over 30 days lets fail. */
const CHECKOUT_BUDGET = CHECKOUT_RATE * 30 * DAY_SECONDS * 0.001;

export function checkoutOutages(story: Story): readonly Outage[] {
  const outage = (daysAgo: number, clock: string, minutes: number, share: number, isLoud = false): Outage => {
    const from = moment(Temporal.PlainDate.from(story.morning).subtract({ days: daysAgo }), clock);
    return { from, to: from + minutes * 60, share, isLoud };
  };
  return [
    outage(8, '09:10', 152, 0.71, true),
    outage(8, '23:02', 348, 0.19),
    outage(20, '01:14', 231, 0.09),
    outage(3, '02:14', 55, 0.08, true),
  ];
}

/** The services of a morning: one that missed its objective, one at risk, one with little traffic, one that went silent, and the rest. */
export function createServices(seed: number, story: Story): readonly LabService[] {
  const ago = (days: number) => moment(Temporal.PlainDate.from(story.morning).subtract({ days }), '14:20');
  const flow = (name: string, base: number, bumps: readonly Bump[] = []) =>
    wave(seed, `service ${name}`, { base, daily: base * 0.5, jitter: base * 0.1, bumps });
  const failing = (name: string, base: number, bumps: readonly Bump[] = []) =>
    wave(seed, `bad ${name}`, { base, jitter: base * 0.5, bumps });
  const outages = checkoutOutages(story).map(({ from, to, share }): Bump => {
    return { from, to, height: (share * CHECKOUT_BUDGET) / (to - from), rampSeconds: 60 };
  });
  const slower = { from: ago(6), to: ago(-40), height: 0.08, rampSeconds: 3600 };
  return [
    {
      name: 'checkout',
      kind: 'requests',
      all: flow('checkout', CHECKOUT_RATE),
      bad: failing('checkout', 0.0015, outages),
    },
    { name: 'login', kind: 'requests', all: flow('login', 3), bad: failing('login', 0.0004) },
    { name: 'gateway', kind: 'requests', all: flow('gateway', 12), bad: failing('gateway', 0.0025) },
    {
      name: 'billing',
      kind: 'requests',
      all: flow('billing', 212 / (30 * DAY_SECONDS)),
      bad: failing('billing', 8e-7),
    },
    {
      name: 'search',
      kind: 'durations',
      below: '0.3',
      all: flow('search', 8),
      bad: failing('search', 0.053, [slower]),
    },
    { name: 'edge', kind: 'durations', below: '0.5', all: flow('edge', 12), bad: failing('edge', 0.045) },
    {
      name: 'rgw',
      kind: 'durations',
      below: '0.2',
      all: flow('rgw', 4),
      bad: failing('rgw', 0.01),
      silentSince: ago(11),
    },
    { name: 'dns', kind: 'queries', all: flow('dns', 40), bad: failing('dns', 0.0012) },
  ];
}

/** What was asked of a service between two moments, and how much of it was bad. */
export function servedBetween({ all, bad }: LabService, from: number, to: number): { total: number; bad: number } {
  return { total: all.total(to) - all.total(from), bad: bad.total(to) - bad.total(from) };
}
