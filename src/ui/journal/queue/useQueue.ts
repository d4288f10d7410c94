import { useEffect, useSyncExternalStore } from 'react';

import type { Journal } from '../../../core/journal/journal';
import { useServices, type RoundsServices } from '../../services';
import { JournalQueue, type QueueState } from './journalQueue';

const queues = new WeakMap<RoundsServices, JournalQueue>();

/** The same for all panels and pages that share their services. */
function queueOf(services: RoundsServices): JournalQueue {
  const { queue: ports, user, clock } = services;
  const queue = queues.get(services) ?? new JournalQueue(ports, { login: user.login, clock });
  queues.set(services, queue);
  return queue;
}

/** The write queue, which sends into this journal for as long as somebody uses it; nothing is sent without a journal. */
export function useQueue(journal: Journal | null): JournalQueue {
  const queue = queueOf(useServices());
  useEffect(() => (journal === null ? undefined : queue.open(journal)), [queue, journal]);
  return queue;
}

export function useQueueState(queue: JournalQueue): QueueState {
  return useSyncExternalStore(queue.subscribe, queue.state);
}
