import { everyDay, within, type Story } from './story';
import { fraction, wave, type Wave } from './wave';

const DAY = 86400;

/** An application in Argo CD; its syncs as moments in seconds, ascending. */
export interface LabApp {
  name: string;
  namespace: string;
  succeeded: readonly number[];
  failed: readonly number[];
  degraded: (t: number) => boolean;
  /** Whether Argo CD syncs it by itself. */
  autoSync: boolean;
  /** Since when the cluster differs from Git. */
  differsSince: number;
}

/** What Argo CD and its exporter say of an application. */
export function appState({ degraded, differsSince }: LabApp, t: number): { sync: string; health: string } {
  const outOfSync = degraded(t) || t >= differsSince;
  return { sync: outOfSync ? 'OutOfSync' : 'Synced', health: degraded(t) ? 'Degraded' : 'Healthy' };
}

/** The main branch of a GitLab project. */
export interface LabPipeline {
  project: string;
  red: (t: number) => boolean;
  durationSeconds: Wave;
  queuedSeconds: Wave;
  tests: number;
}

export interface LabCertificate {
  namespace: string;
  name: string;
  /** Address of the probe that sees this certificate, where there is one. */
  url?: string;
  expires: (t: number) => number;
}

/** What brings software out: applications, pipelines, certificates and images. */
export interface Delivery {
  apps: readonly LabApp[];
  pipelines: readonly LabPipeline[];
  certificates: readonly LabCertificate[];
}

export function createDelivery(seed: number, story: Story): Delivery {
  const { lastMonth, changedByHand, syncFailed } = story;
  // Nothing was rolled out after these: nobody has looked yet.
  const lastSyncs: Readonly<Record<string, number>> = { monitoring: changedByHand - 360, checkout: syncFailed - 3600 };
  return {
    apps: ['storefront', 'checkout', 'registry', 'monitoring', 'cert-manager', 'velero'].map((name, i) => {
      const degraded = name === 'checkout' ? lastMonth.appDegraded : { from: 0, to: 0 };
      return {
        name,
        namespace: i < 2 ? 'shop' : 'platform',
        succeeded: until(lastSyncs[name], deployments(seed, story, name, i < 2 ? 0.8 : 0.15)),
        failed: name === 'checkout' ? [degraded.from, degraded.from + 1500, syncFailed] : [],
        autoSync: name !== 'registry',
        differsSince: name === 'monitoring' ? changedByHand : Infinity,
        degraded: (t) => within(degraded, t),
      };
    }),
    pipelines: ['shop/storefront', 'shop/checkout-worker', 'platform/infrastructure'].map((project, i) => ({
      project,
      red: (t) => i === 1 && within(lastMonth.pipelineRed, t),
      durationSeconds: wave(seed, `${project} duration`, { base: 420 + 180 * i, daily: 40, jitter: 30 }),
      queuedSeconds: wave(seed, `${project} queued`, { base: 12, daily: 6, jitter: 3 }),
      tests: 640 - 210 * i,
    })),
    certificates: [
      {
        namespace: 'platform',
        name: 'registry-tls',
        url: 'https://registry.example.net',
        expires: () => story.certificateExpires,
      },
      {
        namespace: 'shop',
        name: 'storefront-tls',
        url: 'https://shop.example.net',
        expires: renewed(seed, story, 'storefront-tls'),
      },
      { namespace: 'monitoring', name: 'grafana-tls', expires: renewed(seed, story, 'grafana-tls') },
    ],
  };
}

/** Deployments at office hours: on a share of the days, hardly any at weekends. */
function deployments(seed: number, story: Story, name: string, share: number): number[] {
  return everyDay(story, '09:15').flatMap((start) => {
    const weekend = [0, 6].includes(new Date(start * 1000).getUTCDay());
    const times =
      fraction(seed, `${name} ${start}`) < (weekend ? share / 8 : share)
        ? 1 + Math.round(fraction(seed, `${name} ${start} times`))
        : 0;
    return Array.from(
      { length: times },
      (_, i) => start + Math.floor((i + fraction(seed, `${name} ${start} ${i}`)) * 4 * 3600)
    );
  });
}

/** The moments before the last one, and that one. */
function until(last: number | undefined, moments: number[]): number[] {
  return last === undefined ? moments : [...moments.filter((moment) => moment < last), last];
}

/** End of a certificate of 90 days that is renewed after 60. */
function renewed(seed: number, story: Story, name: string): (t: number) => number {
  const first = story.certificateExpires - Math.floor((95 + 50 * fraction(seed, name)) * DAY);
  return (t) => first + (Math.floor((t - first) / (60 * DAY)) + 1) * 60 * DAY + 30 * DAY;
}
