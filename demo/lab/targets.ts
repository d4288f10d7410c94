import { alertSeries } from './alerts';
import type { Fleet } from './fleet';
import { constant, gauge, type Target } from './metric';
import { type StoredSeries, storedSeries } from './storedSeries';
import { backupTargets } from './targets/backup';
import { controlPlaneTargets } from './targets/controlPlane';
import { databaseBackupTargets } from './targets/databaseBackup';
import { deliveryTargets } from './targets/delivery';
import { kubeStateTarget } from './targets/kubernetes';
import { nodeTarget } from './targets/node';
import { observabilityTargets } from './targets/observability';
import { serviceTargets } from './targets/services';
import { storageTargets } from './targets/storage';

/** Every scrape target of the lab; their names, jobs and instances are unique. */
export function labTargets(fleet: Fleet): Target[] {
  return [
    ...fleet.nodes.map((node) => nodeTarget(node, fleet.story)),
    kubeStateTarget(fleet),
    ...controlPlaneTargets(fleet),
    ...storageTargets(fleet),
    ...backupTargets(fleet),
    ...databaseBackupTargets(fleet),
    ...deliveryTargets(fleet),
    ...observabilityTargets(fleet),
    ...serviceTargets(fleet),
    labTarget(fleet),
  ];
}

/** Every series that the lab's Prometheus stores: of the targets, of the scrapes and of the rules. */
export function everySeries(fleet: Fleet): StoredSeries[] {
  return [...labTargets(fleet).flatMap(storedSeries), ...alertSeries(fleet)];
}

/** Says that this is the lab: tests that need its fleet look for `opsrounds_lab_info`. */
function labTarget({ seed, story }: Fleet): Target {
  return {
    name: 'lab',
    job: 'opsrounds-lab',
    instance: 'lab',
    labels: {},
    answers: () => true,
    families: [
      gauge('opsrounds_lab_info', 'The synthetic fleet of Ops Rounds.', [
        constant({ seed: String(seed), morning: story.morning }, 1),
      ]),
    ],
  };
}
