import { z } from 'zod';
import type { PromQueries } from '../../core/check/promQueries';
import type { Transport } from '../../sources/transport/port';

/**
 * Answers all queries of a check with one recorded result. How many samples there were is not recorded: what a sustained check
 * counts is complete.
 */
export function recordedTransport(
  result: unknown,
  gap: Pick<NonNullable<PromQueries['gap']>, 'expr' | 'expected'> | undefined
): Transport {
  return {
    send: ({ body }) => {
      const { queries } = body as { queries: ReadonlyArray<{ refId: string; expr: string }> };
      const answers = queries.map(({ refId, expr }) => [
        refId,
        gap !== undefined && expr === gap.expr ? withValue(result, gap.expected) : result,
      ]);
      return Promise.resolve({ status: 200, body: { results: Object.fromEntries(answers) } });
    },
  };
}

const framesSchema = z.looseObject({
  frames: z.array(
    z.looseObject({
      schema: z.looseObject({ fields: z.array(z.looseObject({ type: z.string() })) }),
      data: z.looseObject({ values: z.array(z.array(z.unknown())) }),
    })
  ),
});

/** The result with this in place of every value; what has no frames is left as it is. */
function withValue(result: unknown, value: number): unknown {
  const parsed = framesSchema.safeParse(result);
  if (!parsed.success) {
    return result;
  }
  const frames = parsed.data.frames.map(({ schema, data, ...frame }) => {
    const values = data.values.map((column, index) =>
      schema.fields[index]?.type === 'number' ? column.map(() => value) : column
    );
    return { ...frame, schema, data: { ...data, values } };
  });
  return { ...parsed.data, frames };
}
