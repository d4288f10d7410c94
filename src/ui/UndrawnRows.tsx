/** Stands in a table for the rows that are not drawn. */
export function UndrawnRows({ px, columns }: { px: number; columns: number }) {
  return px <= 0 ? null : (
    <tbody aria-hidden style={{ display: 'block' }}>
      <tr style={{ height: px, display: 'block' }}>
        <td colSpan={columns} style={{ border: 0, padding: 0 }} />
      </tr>
    </tbody>
  );
}
