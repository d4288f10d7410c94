import type { Replication } from '../../core/products/proxmox-ve/parts';
import type { Parsed } from '../grafana/proxyReader';
import { amount, flag, rows, size, text, timeMs } from '../proxmox/fields';

/** `GET /nodes/{node}/replication`: seconds since the epoch, 0 for never. */
export function parseReplication(data: unknown, node: string): Parsed<readonly Replication[]> | null {
  return rows(data, (found) => {
    const id = text(found['id']);
    const guest = size(found['guest']) ?? size(id?.split('-')[0]);
    const target = text(found['target']);
    return id === null || guest === null || target === null
      ? null
      : {
          id,
          guest,
          node: text(found['source']) ?? node,
          target,
          schedule: text(found['schedule']),
          lastSyncMs: timeMs(found['last_sync']),
          lastTryMs: timeMs(found['last_try']),
          nextSyncMs: timeMs(found['next_sync']),
          durationSeconds: amount(found['duration']),
          failCount: amount(found['fail_count']) ?? 0,
          error: text(found['error']),
          disabled: flag(found['disable']) ?? false,
        };
  });
}
