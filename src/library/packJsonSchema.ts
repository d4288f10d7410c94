import { z } from 'zod';
import { OVERRIDABLE } from './overrides';
import { packSchema } from './schema';

/** What an editor shows beside the fields of a check; docs/writing-packs.md tells more. */
const ABOUT: Readonly<Record<string, string>> = {
  id: 'Such as node.disk; stable for ever: the journal refers to it.',
  title: 'The same every day.',
  subject: 'What one entity is called within a sentence, with {label}.',
  finding: 'One line about the worst entity: {subject}, {value}, {limit}, {count} and labels.',
  asks: 'What the check asks, as an indirect question: "whether [{subject} is|the nodes are] ready".',
  why: 'Why anybody should care.',
  kind: 'Who is asked.',
  mode: 'value: every row is an entity that the limits judge. offenders: every row is bad; needs a presence.',
  query: 'PromQL that never filters, or the name of a measure. May hold $window and $events(selector, label...).',
  presence: 'One series per entity that exists now; derived from the query where that is possible.',
  journal: 'Of kind journal: the last of what is looked for.',
  calc: 'Of kind calc: what is made of which other checks.',
  by: 'Labels that make an entity.',
  says: 'Labels that tell what an entity is like at the moment.',
  unit: 'ratio is 0 to 1, bool 0 or 1, timestamp seconds since the epoch.',
  op: 'How a value is compared with the limits; outside: the limits are intervals that are fine; none: evidence alone.',
  warn: 'A number, or [low, high] with op: outside.',
  fail: 'A number, or [low, high] with op: outside.',
  thresholds: 'Other limits for entities whose labels match; the first match wins.',
  sustained: 'How long it has to be bad, such as 15m.',
  vanish: 'ignore is for things that come and go.',
  absent: 'What it means that there is no entity at all; na is for what an install may not have.',
  series: 'What the metrics are to the check.',
  hint: 'How to get the metric, shown where it is missing.',
  remediation: 'What to do, for whoever has to.',
  seeds: 'Tasks of the guides that it does.',
};

/** The JSON Schema of packs, for editors. It knows shapes and names; `opsrounds validate` knows PromQL and what belongs together. */
export function packJsonSchema(): object {
  const schema = z.toJSONSchema(packSchema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema, path }) => {
      const [first, second, third, name, more] = path;
      const isOfCheck = `${String(first)}/${String(second)}/${String(third)}` === 'properties/checks/items';
      if (path.length === 0) {
        jsonSchema.title = 'A pack of checks of Ops Rounds';
      } else if (isOfCheck && name === 'properties' && path.length === 5) {
        const about = ABOUT[String(more)];
        if (about !== undefined) {
          jsonSchema.description = about;
        }
      }
    },
  });
  return withOverrides(schema);
}

/** An override has the fields of a check, none of them needed. */
function withOverrides({ properties = {}, ...schema }: z.core.JSONSchema.BaseSchema): object {
  const { overrides, checks } = properties;
  const items = typeof checks === 'object' ? checks.items : undefined;
  const fields = typeof items === 'object' && !Array.isArray(items) ? (items.properties ?? {}) : {};
  const change = OVERRIDABLE.map((name) => {
    const { default: _default, ...field } = fields[name] as z.core.JSONSchema.BaseSchema;
    return [name, field] as const;
  });
  return {
    ...schema,
    properties: {
      ...properties,
      overrides: {
        ...(overrides as object),
        description:
          'What is different here of checks that there are already, by id: node.disk: { warn: 0.85, fail: 0.95 }.',
        additionalProperties: { type: 'object', properties: Object.fromEntries(change), additionalProperties: false },
      },
    },
  };
}
