import { z } from 'zod';
import type { Table, TableField, TableSource } from '../../core/check/ports';
import { inSteps, type Breathe, type Steps } from '../../core/check/steps';
import type { DataSource } from '../../core/connection/dataSource';
import type { Transport } from '../transport/port';
import { warningOf } from './frames';
import { readingResponse, sendQueries } from './query';

/** Grafana takes 100 and a second where nothing is said. */
const DEFAULTS = { intervalMs: 60_000, maxDataPoints: 11_000 };

/** A data source of any type as Grafana reaches it, asked with its own queries. */
export function tableSource(
  transport: Transport,
  { uid, name, type }: Pick<DataSource, 'uid' | 'name' | 'type'>,
  breathe?: Breathe
): TableSource {
  return {
    uid,
    name,
    type,
    async query({ fromMs, toMs, models }, signal) {
      // Whose query it is is ours to say, whatever the model holds.
      const queries = [...models].map(([refId, model]) => ({
        ...DEFAULTS,
        ...model,
        refId,
        datasource: { uid, type },
      }));
      const response = await sendQueries(transport, { fromMs, toMs, queries }, signal);
      return inSteps(readingResponse(response, queries, decodingTables), breathe, signal);
    },
  };
}

const positions = z.record(z.string(), z.array(z.number()));

const frameSchema = z.looseObject({
  schema: z.looseObject({
    fields: z
      .array(
        z.looseObject({
          name: z.string().default(''),
          type: z.string().default(''),
          labels: z.record(z.string(), z.string()).nullish(),
        })
      )
      .nullish(),
    meta: z.looseObject({ notices: z.array(z.unknown()).nullish() }).nullish(),
  }),
  data: z
    .looseObject({
      values: z.array(z.array(z.unknown())).nullish(),
      /** Where a number is none that JSON has, by field: `{NaN: [0], Inf: [3]}`. */
      entities: z.array(positions.nullish()).nullish(),
    })
    .nullish(),
});

function* decodingTables(
  frames: unknown
): Steps<{ tables: readonly Table[]; warnings: readonly string[] } | undefined> {
  const parsed = z.array(frameSchema).nullish().safeParse(frames);
  if (!parsed.success) {
    return undefined;
  }
  const all = parsed.data ?? [];
  const tables: Table[] = [];
  for (const { schema, data } of all) {
    const fields = schema.fields ?? [];
    const values = data?.values ?? [];
    const lengths = new Set(fields.map((_field, index) => values[index]?.length ?? 0));
    if (lengths.size > 1) {
      return undefined;
    }
    tables.push(
      fields.map(({ name, type, labels }, index): TableField => {
        const special = new Set(Object.values(data?.entities?.[index] ?? {}).flat());
        return {
          name,
          type: type === 'time' || type === 'number' || type === 'boolean' ? type : 'text',
          labels: labels ?? {},
          values: (values[index] ?? []).map((value, row) => (special.has(row) ? Number.NaN : value)),
        };
      })
    );
  }
  return {
    tables,
    warnings: [...new Set(all.flatMap(({ schema }) => (schema.meta?.notices ?? []).flatMap(warningOf)))],
  };
}
