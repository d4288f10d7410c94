import { z } from 'zod';

/** Names of the fields that a schema knows at a path, of all forms that something there may have. */
export function fieldsAt(schema: z.core.$ZodType, path: ReadonlyArray<string | number>): readonly string[] {
  const forms = path.reduce<readonly z.core.$ZodType[]>(
    (all, part) => all.flatMap(formsOf).flatMap((form) => within(form, part)),
    [schema]
  );
  return [
    ...new Set(forms.flatMap(formsOf).flatMap((form) => (form instanceof z.ZodObject ? Object.keys(form.shape) : []))),
  ];
}

/** What stands inside of whatever makes it optional, gives it a default, or changes it once it is read. */
function formsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return formsOf(schema.def.innerType);
  }
  if (schema instanceof z.ZodPipe) {
    return [...formsOf(schema.def.in), ...formsOf(schema.def.out)];
  }
  if (schema instanceof z.ZodLazy) {
    return formsOf(schema.def.getter());
  }
  if (schema instanceof z.ZodUnion) {
    return schema.def.options.flatMap(formsOf);
  }
  if (schema instanceof z.ZodIntersection) {
    return [...formsOf(schema.def.left), ...formsOf(schema.def.right)];
  }
  return [schema];
}

function within(schema: z.core.$ZodType, part: string | number): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) {
    const field: z.core.$ZodType | undefined = schema.shape[part];
    return field === undefined ? [] : [field];
  }
  if (schema instanceof z.ZodArray) {
    return [schema.def.element];
  }
  return schema instanceof z.ZodRecord ? [schema.def.valueType] : [];
}
