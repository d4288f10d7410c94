export function ChecklistPanel() {
  return <div />;
}
