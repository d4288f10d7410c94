import type { MetricAnswer, MetricQuery, MetricRequest, MetricSource } from './ports';

/**
 * The requests that metrics sources get in one look. Who can wait has its queries sent along with a request that leaves anyway, so
 * that nobody asks a source alone at a time at which it is asked.
 */
export interface JointRequests {
  /** The source for one whose requests take along those of others. */
  leading(source: MetricSource): MetricSource;
  /** The source for one who can wait for the next request that leaves for it, and asks alone when none does. */
  following(source: MetricSource): MetricSource;
  /** No more requests leave for that source. */
  end(uid: string): void;
}

type Answers = ReadonlyMap<string, MetricAnswer>;

interface Follower {
  source: MetricSource;
  request: MetricRequest;
  signal: AbortSignal;
  settle: (answers: Promise<Answers>) => void;
}

/** @param uids Sources that requests will leave for, until each is ended. Whoever takes part shares the signal of the look. */
export function jointRequests(uids: Iterable<string>): JointRequests {
  const waiting = new Map<string, Follower[]>([...uids].map((uid) => [uid, []]));
  return {
    leading: (source) => ({
      ...source,
      query(request, signal) {
        const along: Follower[] = [];
        let joint = request;
        for (const follower of waiting.get(source.uid)?.splice(0) ?? []) {
          const more = joined(joint, follower.request, along.length);
          if (more === null) {
            alone(follower);
          } else {
            joint = more;
            along.push(follower);
          }
        }
        const answers = source.query(joint, signal);
        along.forEach((follower, at) => follower.settle(answers.then((all) => answersOf(follower.request, at, all))));
        return answers;
      },
    }),
    following: (source) => ({
      ...source,
      query: (request, signal) =>
        new Promise((settle) => {
          const follower = { source, request, signal, settle };
          const queue = waiting.get(source.uid);
          if (queue === undefined) {
            alone(follower);
          } else {
            queue.push(follower);
          }
        }),
    }),
    end(uid) {
      const left = waiting.get(uid) ?? [];
      waiting.delete(uid);
      left.forEach(alone);
    },
  };
}

function alone({ source, request, signal, settle }: Follower): void {
  settle(source.query(request, signal));
}

/** One request for both, or null: instants need the same end, ranges the same begin as well. */
function joined(request: MetricRequest, other: MetricRequest, at: number): MetricRequest | null {
  const hasRange = ({ queries }: MetricRequest) => queries.some(({ shape }) => shape === 'range');
  const isSpanFree = !hasRange(request) || !hasRange(other) || request.fromMs === other.fromMs;
  if (request.toMs !== other.toMs || !isSpanFree) {
    return null;
  }
  const added = other.queries.map((query): MetricQuery => ({ ...query, refId: refIdOf(at, query.refId) }));
  return {
    fromMs: hasRange(other) ? other.fromMs : request.fromMs,
    toMs: request.toMs,
    queries: [...request.queries, ...added],
  };
}

function refIdOf(at: number, refId: string): string {
  return `along${at}_${refId}`;
}

function answersOf({ queries }: MetricRequest, at: number, all: Answers): Answers {
  return new Map(
    queries.flatMap(({ refId }): Array<[string, MetricAnswer]> => {
      const answer = all.get(refIdOf(at, refId));
      return answer === undefined ? [] : [[refId, answer]];
    })
  );
}
